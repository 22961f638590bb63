// A team's service records by day, a page at a time
//
// Params:  team_id; state, since, until (days), volunteer_no  each null for any;
//          after_day, after_id, limit
// Returns: record (one map; service_hours in hundredths), reviewer, decided_by  [kind, id, name, level] | null
// Order:   service_date, record_id
//
// :params {team_id: "T", state: null, since: null, until: null, volunteer_no: null, after_day: "0001-01-01", after_id: "", limit: 2}
CYPHER 25
MATCH (record:ServiceRecord {team_id: $team_id}) USING INDEX SEEK record:ServiceRecord(team_id, service_date, record_id)
WHERE record.service_date >= date($after_day) AND record.record_id IS NOT NULL
  AND CASE WHEN record.service_date = date($after_day) THEN record.record_id > $after_id ELSE true END
  AND ($since IS NULL OR record.service_date >= date($since))
  AND ($until IS NULL OR record.service_date <= date($until))
  AND ($state IS NULL OR record.state = $state)
  AND ($volunteer_no IS NULL OR record.volunteer_no = $volunteer_no)
WITH record ORDER BY record.team_id, record.service_date, record.record_id LIMIT toInteger($limit)
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
ORDER BY record.service_date, record.record_id;
