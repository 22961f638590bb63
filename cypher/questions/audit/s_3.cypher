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
  MATCH (region:Region)
  WHERE region.ended
  MATCH (region)<-[:LOCATED_IN]-(team:Team)
  RETURN team
}
MATCH (team)-[:LOCATED_IN]->(region:Region)
WHERE region.ended
LET successors = COLLECT { MATCH (region)-[:SUCCEEDED_BY]->(next:Region) RETURN next ORDER BY next.region_code }
RETURN team.team_id AS team_id, 'WARN' AS severity,
  {region_code: reduce(text = head(successors).region_code, next IN tail(successors) | text + ';' + next.region_code),
    name: reduce(text = head(successors).name, next IN tail(successors) | text + '、' + next.name)} AS expected,
  {region_code: region.region_code, name: region.name} AS actual
ORDER BY team_id;
