// S-3 The team lies on a division that has ended
//
// Rule:    I-21
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
MATCH (team)-[:LOCATED_IN]->(region:Region)
WHERE region.ended
LET successor = head(COLLECT { MATCH (region)-[:SUCCEEDED_BY]->(next:Region) RETURN next })
RETURN team.team_id AS team_id, 'WARN' AS severity,
  {region_code: successor.region_code, name: successor.name} AS expected,
  {region_code: region.region_code, name: region.name} AS actual
ORDER BY team_id;
