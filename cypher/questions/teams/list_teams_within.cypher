// Teams of a territory by properties, by territory and team_id
//
// Its conditions let the index find where a page begins: each page costs what it shows.
//
// Params:  within  a territory_path; upto  where it ends: + '~' with all below, + ' ' without; level, team_kind, registration_status, permission_group, status
//          each null for any; after_path, after  place of the page before; limit
// Returns: summary, territory_path
// Order:   territory_path, team_id
//
// :params {within: "/50/500112/", upto: "/50/500112/~", level: null, team_kind: null, registration_status: null, permission_group: null, status: null, after_path: "", after: "", limit: 2}
CYPHER 25
MATCH (team:Team)
WHERE team.territory_path >= CASE WHEN $after_path > $within THEN $after_path ELSE $within END
  AND team.territory_path < $upto
  AND team.team_id IS NOT NULL
  AND team.territory_path + ' ' + team.team_id > $after_path + ' ' + $after
  AND ($level IS NULL OR team.level = $level)
  AND ($team_kind IS NULL OR team.team_kind = $team_kind)
  AND ($registration_status IS NULL OR team.registration_status = $registration_status)
  AND ($permission_group IS NULL OR team.permission_group = $permission_group)
  AND ($status IS NULL OR team.status = $status)
RETURN team { .team_id, .name, .display_name, .team_kind, .level, .region_code,
  .registration_status, .permission_group, .status } AS summary, team.territory_path AS territory_path
ORDER BY team.territory_path, team.team_id
LIMIT toInteger($limit);
