// A-11 No team lies on a circle of liaison edges
//
// Rule:    三（二）
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
FILTER EXISTS { (team)<-[:LIAISON]-() }
MATCH (team)-[:LIAISON]->(liaison:Team)
WHERE EXISTS { (liaison)-[:LIAISON]->() }
  AND EXISTS { MATCH (liaison) (()-[:LIAISON]->()){0,63} (team) }
RETURN team.team_id AS team_id, 'ERROR' AS severity,
  null AS expected,
  {team_id: liaison.team_id} AS actual
ORDER BY team_id;
