// Teams that chose a liaison team, by place and properties, by team_id
//
// Params:  liaison_id; region_code, within, level, team_kind, registration_status, permission_group, status
//          each null for any; after  the last team_id of the page before; limit
// Returns: summary
// Order:   team_id
//
// :params {liaison_id: "H500112", region_code: null, within: null, level: null, team_kind: null, registration_status: null, permission_group: null, status: null, after: "", limit: 2}
CYPHER 25
MATCH (:Team {team_id: $liaison_id})<-[:LIAISON]-(team:Team)
WHERE team.team_id > $after
  AND ($region_code IS NULL OR team.region_code = $region_code)
  AND ($within IS NULL OR team.territory_path STARTS WITH $within)
  AND ($level IS NULL OR team.level = $level)
  AND ($team_kind IS NULL OR team.team_kind = $team_kind)
  AND ($registration_status IS NULL OR team.registration_status = $registration_status)
  AND ($permission_group IS NULL OR team.permission_group = $permission_group)
  AND ($status IS NULL OR team.status = $status)
RETURN team { .team_id, .name, .display_name, .team_kind, .level, .region_code,
  .registration_status, .permission_group, .status } AS summary
ORDER BY team.team_id
LIMIT toInteger($limit);
