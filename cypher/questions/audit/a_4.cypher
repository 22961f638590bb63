// A-4 A legal person has exactly one registration authority
//
// Rule:    三（二）1
// Params:  team_ids  the teams asked about, null for the whole network
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"]}
CYPHER 25
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id) WHERE team:LegalPerson
  RETURN team
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (team:LegalPerson)
  RETURN team
}
LET authorities = COUNT { (team)-[:REGISTERED_BY]->() }
FILTER authorities <> 1
RETURN team.team_id AS team_id, 'ERROR' AS severity,
  {edges: [{count: 1, of: 'REGISTERED_BY'}]} AS expected,
  {edges: [{count: authorities, of: 'REGISTERED_BY'}]} AS actual
ORDER BY team_id;
