// Service records as rows of a register, in the order of their ids
//
// Params:  after (record_id), limit
// Returns: one map per record, keyed by column; service_hours in hundredths
// Order:   record_id
//
// :params {after: "", limit: 2}
CYPHER 25
MATCH (record:ServiceRecord)
USING INDEX SEEK record:ServiceRecord(record_id)
WHERE record.record_id > $after
WITH record ORDER BY record.record_id LIMIT toInteger($limit)
RETURN record {
    .record_id, .team_id, .project_name, service_date: toString(record.service_date), .location,
    .service_recipients, .service_content, .service_hours, .service_evaluation, .contact_name,
    .volunteer_no, .service_status, .state, .decided_by, decided_at: toString(record.decided_at),
    entered_at: toString(record.entered_at), .entered_by, .return_reason } AS row
ORDER BY row.record_id;
