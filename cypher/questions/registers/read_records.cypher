// Service records as rows of a register
//
// Params:  record_ids
// Returns: one map per record, keyed by column; service_hours in hundredths
// Order:   record_id
//
// :params {record_ids: ["r"]}
CYPHER 25
UNWIND $record_ids AS id
MATCH (record:ServiceRecord {record_id: id})
RETURN record {
    .record_id, .team_id, .project_name, service_date: toString(record.service_date), .location,
    .service_recipients, .service_content, .service_hours, .service_evaluation, .contact_name,
    .volunteer_no, .service_status, .state, .decided_by, decided_at: toString(record.decided_at),
    entered_at: toString(record.entered_at), .entered_by, .return_reason } AS row
ORDER BY id;
