// A-12 A viewing edge is neither to itself nor to the liaison
//
// Rule:    三（二）, I-16
// Params:  team_ids  the teams asked about, null for the whole network
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"]}
CYPHER 25
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id)
  RETURN team
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (team:Team)
  RETURN team
}
MATCH (team)-[:VIEWING]->(viewer:Team)
WHERE viewer = team OR EXISTS { (team)-[:LIAISON]->(viewer) }
RETURN team.team_id AS team_id, CASE WHEN viewer = team THEN 'ERROR' ELSE 'WARN' END AS severity,
  null AS expected,
  {team_id: viewer.team_id} AS actual
ORDER BY team_id;
