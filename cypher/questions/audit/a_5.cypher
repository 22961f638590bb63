// A-5 A legal person chooses viewing teams only after registration
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
FILTER team.status = 'pending'
LET viewers = COLLECT { MATCH (team)-[:VIEWING]->(viewer:Team) RETURN viewer.team_id ORDER BY viewer.team_id }
FILTER size(viewers) > 0
RETURN team.team_id AS team_id, 'WARN' AS severity,
  null AS expected,
  {team_ids: viewers} AS actual
ORDER BY team_id;
