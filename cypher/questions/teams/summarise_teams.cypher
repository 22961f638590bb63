// Summaries of teams, in the order asked
//
// Params:  team_ids
// Returns: index, summary  (known teams only)
// Order:   index
//
// :params {team_ids: ["H500112011"]}
CYPHER 25
UNWIND range(0, size($team_ids) - 1) AS index
MATCH (team:Team {team_id: $team_ids[index]})
RETURN index, team { .team_id, .name, .display_name, .team_kind, .level, .region_code,
  .registration_status, .permission_group, .status } AS summary
ORDER BY index;
