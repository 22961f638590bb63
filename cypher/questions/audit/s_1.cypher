// S-1 Only teams of the Chongqing station
//
// Rule:    一
// Params:  team_ids  the teams asked about, null for the whole network
//          region_prefix
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"], region_prefix: "50"}
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
FILTER NOT team.region_code STARTS WITH $region_prefix
MATCH (team)-[:LOCATED_IN]->(region:Region)
WHERE region.kind <> 'functional_zone'
RETURN team.team_id AS team_id, 'ERROR' AS severity,
  {region_prefix: $region_prefix} AS expected,
  {region_code: team.region_code} AS actual
ORDER BY team_id;
