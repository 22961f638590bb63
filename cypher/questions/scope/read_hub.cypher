// A team as the start of its scope
//
// Params:  team_id
// Returns: team_id, name, level, is_hub, status, permission_group, region_code, territory_path
//
// :params {team_id: "H500112"}
CYPHER 25
MATCH (team:Team {team_id: $team_id})
RETURN team.team_id AS team_id, team.name AS name, team.level AS level, team:Hub AS is_hub,
  team.status AS status, team.permission_group AS permission_group,
  team.region_code AS region_code, team.territory_path AS territory_path
ORDER BY team_id;
