// A-4i The registration authority lies outside the city
//
// Rule:    I-24
// Params:  team_ids  the teams asked about, null for the whole network
//          region_prefix
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"], region_prefix: "50"}
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
MATCH (team)-[:REGISTERED_BY]->(authority:RegistrationAuthority)
WHERE NOT authority.division_code STARTS WITH $region_prefix
RETURN team.team_id AS team_id, 'INFO' AS severity,
  null AS expected,
  {authority_id: authority.authority_id, name: authority.name} AS actual
ORDER BY team_id;
