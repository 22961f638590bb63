// P-1 A district hub has the group of its level, set by its superior hub
//
// Rule:    三（四）, I-8, I-19
// Params:  team_ids  the teams asked about, null for the whole network
//          hub_groups  the group of each level's hub
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"], hub_groups: {city: "senior_fast", district: "senior_fast", town: "intermediate_fast", village: "junior_fast"}}
CYPHER 25
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id) WHERE team:DistrictHub
  RETURN team
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (team:DistrictHub)
  RETURN team
}
FILTER team.status <> 'pending'
LET setter = head(COLLECT { MATCH (team)-[:SUPERIOR_HUB]->(superior:Hub) RETURN superior.team_id })
FILTER team.permission_group <> $hub_groups.district OR coalesce(coalesce(team.group_set_by, '') <> setter, false)
RETURN team.team_id AS team_id, CASE WHEN team.permission_group <> $hub_groups.district THEN 'ERROR' ELSE 'WARN' END AS severity,
  {permission_group: $hub_groups.district, set_by: setter} AS expected,
  {permission_group: team.permission_group, set_by: team.group_set_by} AS actual
ORDER BY team_id;
