// Q-2 At least one system administrator
//
// Rule:    四
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
FILTER NOT EXISTS { (team)-[:HAS_PERSON]->(:Person {role: 'system_administrator'}) }
RETURN team.team_id AS team_id, 'ERROR' AS severity,
  {persons: [{count: 1, of: 'system_administrator'}]} AS expected,
  {persons: [{count: 0, of: 'system_administrator'}]} AS actual
ORDER BY team_id;
