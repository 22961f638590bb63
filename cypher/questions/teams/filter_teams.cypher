// Of these teams, those with the properties asked for
//
// Params:  team_ids; region_code, within, level, team_kind, registration_status, permission_group,
//          status, liaison_id  each null for any; after, limit;
//          parts  [{text, spoken}] that the qualified name or its sound all hold
// Returns: summary
// Order:   team_id
//
// :params {team_ids: ["H50"], region_code: null, within: null, level: null, team_kind: null, registration_status: null, permission_group: null, status: null, liaison_id: null, after: "", limit: 2, parts: [{text: "联合会", spoken: null}]}
CYPHER 25
UNWIND [id IN $team_ids WHERE id > $after] AS team_id
MATCH (team:Team {team_id: team_id})
WHERE ($region_code IS NULL OR team.region_code = $region_code)
  AND ($within IS NULL OR team.territory_path STARTS WITH $within)
  AND ($level IS NULL OR team.level = $level)
  AND ($team_kind IS NULL OR team.team_kind = $team_kind)
  AND ($registration_status IS NULL OR team.registration_status = $registration_status)
  AND ($permission_group IS NULL OR team.permission_group = $permission_group)
  AND ($status IS NULL OR team.status = $status)
  AND ($liaison_id IS NULL OR EXISTS { (team)-[:LIAISON]->(:Team {team_id: $liaison_id}) })
  AND all(part IN $parts WHERE team.display_name CONTAINS part.text
    OR coalesce(team.pinyin CONTAINS part.spoken OR team.initials CONTAINS part.spoken, false))
RETURN team { .team_id, .name, .display_name, .team_kind, .level, .region_code,
  .registration_status, .permission_group, .status } AS summary
ORDER BY team.team_id
LIMIT toInteger($limit);
