// The hours of a volunteer by team and year: confirmed, and waiting to be
//
// Rule:    Q-7
// Params:  volunteer_no
// Returns: known, rows  [[team_id, team name, level, year, confirmed (hundredths), waiting (hundredths), confirmed records]]
// Order:   one row
//
// :params {volunteer_no: "V-0001"}
CYPHER 25
LET known = EXISTS { MATCH (v:Volunteer {volunteer_no: $volunteer_no}) USING INDEX SEEK v:Volunteer(volunteer_no) }
LET rows = COLLECT {
  MATCH (record:ServiceRecord {volunteer_no: $volunteer_no}) USING INDEX SEEK record:ServiceRecord(volunteer_no, service_date)
  WHERE record.service_date IS NOT NULL
  WITH record.team_id AS team_id, record.service_date.year AS year,
    sum(CASE WHEN record.state = 'confirmed' THEN record.service_hours ELSE 0 END) AS confirmed,
    sum(CASE WHEN record.state = 'entered' AND record.service_status = 'completed' THEN record.service_hours ELSE 0 END) AS waiting,
    count(CASE WHEN record.state = 'confirmed' THEN 1 END) AS records
  MATCH (team:Team {team_id: team_id}) USING INDEX SEEK team:Team(team_id)
  RETURN [team_id, team.name, team.level, year, confirmed, waiting, records] ORDER BY team_id, year }
RETURN known, rows
ORDER BY known;
