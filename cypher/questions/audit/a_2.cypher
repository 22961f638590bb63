// A-2 The city hub has no liaison
//
// Rule:    三（二）1, I-1
// Params:  team_ids  the teams asked about, null for the whole network
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"]}
CYPHER 25
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id) WHERE team:CityHub
  RETURN team
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (team:CityHub)
  RETURN team
}
MATCH (team)-[:LIAISON]->(liaison:Team)
RETURN team.team_id AS team_id, 'ERROR' AS severity,
  null AS expected,
  {team_id: liaison.team_id} AS actual
ORDER BY team_id;
