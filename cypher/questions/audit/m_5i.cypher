// M-5i The same person in both roles
//
// Rule:    三（三）
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
FILTER EXISTS {
  MATCH (team)-[:HAS_PERSON]->(charge:Person {role: 'person_in_charge'}), (team)-[:HAS_PERSON]->(contact:Person {role: 'contact'})
  WHERE contact.name = charge.name AND contact.mobile = charge.mobile }
RETURN team.team_id AS team_id, 'INFO' AS severity,
  null AS expected,
  {roles: ['person_in_charge', 'contact']} AS actual
ORDER BY team_id;
