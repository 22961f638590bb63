// Service records by their ids, each with its reviewer while it waits, and whoever decided it
//
// Params:  record_ids
// Returns: record (one map; service_hours in hundredths), reviewer, decided_by  [kind, id, name, level] | null
// Order:   record_id
//
// :params {record_ids: ["r"]}
CYPHER 25
UNWIND $record_ids AS record_id
MATCH (record:ServiceRecord {record_id: record_id})
OPTIONAL MATCH (record)-[:DECIDED_BY]->(decider)
OPTIONAL MATCH (team:Team {team_id: record.reviewer_id})
OPTIONAL MATCH (authority:RegistrationAuthority {authority_id: record.reviewer_id})
RETURN record {
    .record_id, .team_id, .project_name, service_date: toString(record.service_date), .location,
    .service_recipients, .service_content, .service_hours, .service_evaluation, .contact_name,
    .volunteer_no, .service_status, .state, decided_at: toString(record.decided_at),
    entered_at: toString(record.entered_at), .entered_by, .return_reason } AS record,
  CASE WHEN team IS NOT NULL THEN ['team', team.team_id, team.name, team.level]
       WHEN authority IS NOT NULL THEN ['registration_authority', authority.authority_id, authority.name, null] END AS reviewer,
  CASE WHEN decider:Team THEN ['team', decider.team_id, decider.name, decider.level]
       WHEN decider IS NOT NULL THEN ['registration_authority', decider.authority_id, decider.name, null] END AS decided_by
ORDER BY record.record_id;
