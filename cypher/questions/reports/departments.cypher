// How far each department's line is covered: its teams, and the districts in which it has one
//
// Rule:    Q-1
// Params:  within  a territory_path
// Returns: business_line (null: not told), teams, active, hours (hundredths), districts, districts_expected
// Order:   business_line
//
// :params {within: "/50/"}
CYPHER 25
LET districts_expected = COUNT { MATCH (place:Region) WHERE place.territory_path STARTS WITH $within AND place.level = 'district' }
MATCH (team:Team) USING INDEX SEEK team:Team(territory_path, team_id)
WHERE team.territory_path STARTS WITH $within AND team.team_id IS NOT NULL AND NOT team:Hub AND team.status <> 'closed'
CALL (team) {
  MATCH (sum:HoursOfMonth {team_id: team.team_id})
  WHERE sum.month >= ''
  RETURN sum(sum.hours) AS hours
}
RETURN team.business_line AS business_line, count(*) AS teams, count(CASE WHEN team.status = 'active' THEN 1 END) AS active,
  sum(hours) AS hours, districts_expected,
  size([code IN collect(DISTINCT split(team.territory_path, '/')[2]) WHERE code <> '']) AS districts
ORDER BY business_line;
