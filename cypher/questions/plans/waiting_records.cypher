// How many service records of some teams wait for their reviewer
//
// Params:  team_ids
// Returns: waiting
//
// :params {team_ids: ["H500112011"]}
CYPHER 25
UNWIND $team_ids AS id
MATCH (record:ServiceRecord {team_id: id}) USING INDEX SEEK record:ServiceRecord(team_id, service_date, record_id)
WHERE record.service_date IS NOT NULL AND record.record_id IS NOT NULL AND record.state = 'entered'
RETURN count(record) AS waiting
ORDER BY waiting;
