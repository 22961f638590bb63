// A-7f The local hub is missing: the nearest upper hub, provisional
//
// Rule:    三（二）2, I-8, I-21
// Params:  team_ids  the teams asked about, null for the whole network
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"]}
CYPHER 25
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id) WHERE NOT team:Hub
  RETURN team
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (team:Team) WHERE NOT team:Hub
  RETURN team
}
FILTER NOT team:LegalPerson AND NOT EXISTS { (team)-[:BRANCH_OF]->() }
LET local = head(COLLECT { MATCH (team)-[:SUPERIOR_HUB]->(hub:Hub) RETURN hub })
MATCH (team)-[:LOCATED_IN]->(region:Region)
LET liaison = head(COLLECT { MATCH (team)-[:LIAISON]->(hub:Hub) RETURN hub })
FILTER liaison.status <> 'closed' AND liaison.region_code = local.region_code
RETURN team.team_id AS team_id, 'WARN' AS severity,
  {region_code: region.region_code, name: region.name} AS expected,
  {team_id: liaison.team_id} AS actual
ORDER BY team_id;
