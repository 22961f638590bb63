// A-1 A hub's liaison is the hub of the parent region
//
// Rule:    三（二）1, I-3, I-8
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
  MATCH (team:Hub)
  RETURN team
}
FILTER NOT team:CityHub
  AND NOT EXISTS { (team)-[:LIAISON]->(l:Hub WHERE l.status <> 'closed')<-[:SUPERIOR_HUB]-(team) }
LET liaison = head(COLLECT { MATCH (team)-[:LIAISON]->(liaison:Team) RETURN liaison }),
    superior = head(COLLECT { MATCH (team)-[:SUPERIOR_HUB]->(superior:Hub) RETURN superior })
FILTER NOT (team:LegalPerson AND liaison IS NULL)
FILTER liaison IS NULL OR superior IS NULL
  OR NOT (liaison:Hub AND liaison.status <> 'closed' AND liaison.region_code = superior.region_code)
RETURN team.team_id AS team_id, 'ERROR' AS severity,
  {team_id: superior.team_id} AS expected,
  {team_id: liaison.team_id} AS actual
ORDER BY team_id;
