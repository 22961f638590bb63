// How many volunteers with confirmed hours in a territory have reached each star level, by all their hours
//
// Rule:    Q-7; the thresholds are a setting
// Params:  within  a territory_path; thresholds  hours, in order
// Returns: star_level, volunteers
// Order:   star_level
//
// :params {within: "/50/500112/", thresholds: [100, 300, 600, 1000, 1500]}
CYPHER 25
MATCH (team:Team)
WHERE team.territory_path STARTS WITH $within
MATCH (record:ServiceRecord {team_id: team.team_id}) USING INDEX SEEK record:ServiceRecord(team_id, service_date, record_id)
WHERE record.service_date IS NOT NULL AND record.record_id IS NOT NULL AND record.state = 'confirmed'
WITH DISTINCT record.volunteer_no AS volunteer_no
CALL (volunteer_no) {
  MATCH (own:ServiceRecord {volunteer_no: volunteer_no}) USING INDEX SEEK own:ServiceRecord(volunteer_no, service_date)
  WHERE own.service_date IS NOT NULL AND own.state = 'confirmed'
  RETURN sum(own.service_hours) AS hours
}
RETURN size([least IN $thresholds WHERE hours / 100.0 >= least]) AS star_level, count(*) AS volunteers
ORDER BY star_level;
