// N-1 A hub is named along the division tree: its level is its region's
//
// Rule:    三（一）
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
MATCH (team)-[:LOCATED_IN]->(region:Region)
WHERE team.level <> region.level
   OR NOT ((team:CityHub AND region.level = 'city') OR (team:DistrictHub AND region.level = 'district')
     OR (team:TownHub AND region.level = 'town') OR (team:VillageHub AND region.level = 'village'))
RETURN team.team_id AS team_id, 'ERROR' AS severity,
  {level: region.level} AS expected,
  {level: team.level} AS actual
ORDER BY team_id;
