// Who manages a team's volunteers: itself, and every holder of column 5 whose region it lies in
//
// Rule:    M-2, I-13.
// Params:  team_id
// Returns: id, name, level, extent (own_team | region), divisions
// Order:   divisions, id
//
// :params {team_id: "H500112011001"}
CYPHER 25
MATCH (t:Team {team_id: $team_id})-[:LOCATED_IN]->(region:Region)
LET own = COLLECT { MATCH (:Permission {code: 'manage_own_volunteers'})<-[:GRANTS]-(g:PermissionGroup) RETURN g.code },
    regional = COLLECT { MATCH (:Permission {code: 'manage_regional_volunteers'})<-[:GRANTS]-(g:PermissionGroup) RETURN g.code }
CALL (t, region, own, regional) {
  WITH t, own, regional
  WHERE t.status = 'active' AND t.permission_group IN own AND NOT t.permission_group IN regional
  RETURN t AS holder, 'own_team' AS extent, 0 AS divisions
  UNION
  MATCH (region) (()-[up:EFFECTIVE_PARENT]->(:Region)){0,4} (above)
  MATCH (holder:Team {region_code: above.region_code})
  USING INDEX SEEK holder:Team(region_code, team_id)
  WHERE holder.team_id IS NOT NULL AND holder.status = 'active' AND holder.permission_group IN regional
  RETURN holder, 'region' AS extent, size(up) AS divisions
}
RETURN holder.team_id AS id, holder.name AS name, holder.level AS level, extent, divisions
ORDER BY divisions, id;
