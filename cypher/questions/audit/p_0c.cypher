// P-0c The city hub is senior with fast review
//
// Rule:    I-2
// Params:  team_ids  the teams asked about, null for the whole network
//          hub_groups  the group of each level's hub
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"], hub_groups: {city: "senior_fast", district: "senior_fast", town: "intermediate_fast", village: "junior_fast"}}
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
FILTER NOT team.permission_group IN [$hub_groups.city, 'pending']
RETURN team.team_id AS team_id, 'WARN' AS severity,
  {permission_group: $hub_groups.city} AS expected,
  {permission_group: team.permission_group} AS actual
ORDER BY team_id;
