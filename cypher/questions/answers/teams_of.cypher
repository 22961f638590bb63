// Teams as answers that their own row gives: name, place, form, viewing teams
//
// Params:  team_ids
// Returns: team_id, name, level, region_code, status, permission_group, team_kind,
//          registration_status, is_branch, viewing [id]
// Order:   team_id
//
// :params {team_ids: ["H500112011"]}
CYPHER 25
UNWIND $team_ids AS id
MATCH (team:Team {team_id: id})
RETURN team.team_id AS team_id, team.name AS name, team.level AS level, team.region_code AS region_code,
  team.status AS status, team.permission_group AS permission_group, team.team_kind AS team_kind,
  team.registration_status AS registration_status, EXISTS { (team)-[:BRANCH_OF]->() } AS is_branch,
  COLLECT { MATCH (team)-[:VIEWING]->(viewer:Team) RETURN viewer.team_id ORDER BY viewer.team_id } AS viewing
ORDER BY team_id;
