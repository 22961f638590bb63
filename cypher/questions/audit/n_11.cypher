// N-11 Equal hub names in different regions are lawful
//
// Rule:    I-10
// Params:  team_ids  the teams asked about, null for the whole network
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"]}
CYPHER 25
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id) WHERE team:Hub
  RETURN team
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (hub:Hub)
  WITH hub.name AS name, collect(hub) AS named
  FILTER size(named) > 1
  UNWIND named AS team
  RETURN team
}
LET others = COLLECT {
  MATCH (other:Hub {name: team.name})
  WHERE other.region_code <> team.region_code
  RETURN other.team_id ORDER BY other.team_id LIMIT 20 }
FILTER size(others) > 0
RETURN team.team_id AS team_id, 'INFO' AS severity,
  null AS expected,
  {team_ids: others} AS actual
ORDER BY team_id;
