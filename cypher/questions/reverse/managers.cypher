// The hubs in whose region a team lies, nearest first
//
// Rule:    M-6 for the team, I-13 for its volunteers, P-1 to P-3 and P-6 for its group.
// Params:  team_ids
// Returns: index, team_id, team_name, managers [[id, name, level, status, divisions, manages_team, manages_volunteers,
//          sets_group, is_liaison, is_viewer]]
// Order:   index
//
// :params {team_ids: ["H500112011001"]}
CYPHER 25
LET regional = COLLECT { MATCH (:Permission {code: 'manage_regional_volunteers'})<-[:GRANTS]-(g:PermissionGroup) RETURN g.code }
UNWIND range(0, size($team_ids) - 1) AS index
OPTIONAL MATCH (t:Team {team_id: $team_ids[index]})-[:LOCATED_IN]->(region:Region)
LET chosen = COLLECT { MATCH (t)-[line:LIAISON|VIEWING|SUPERIOR_HUB]->(other:Team) RETURN [type(line), other.team_id] }
LET managers = COLLECT {
  MATCH (region) (()-[up:EFFECTIVE_PARENT]->(:Region)){0,4} (above)
  MATCH (hub:Hub {region_code: above.region_code})
  USING INDEX SEEK hub:Hub(region_code)
  WHERE hub <> t AND t.status <> 'closed'
  RETURN [hub.team_id, hub.name, hub.level, hub.status, size(up), hub.status = 'active',
    hub.status = 'active' AND hub.permission_group IN regional,
    hub.status = 'active' AND CASE WHEN t:Hub THEN ['SUPERIOR_HUB', hub.team_id] IN chosen ELSE hub:CityHub OR hub:DistrictHub END,
    ['LIAISON', hub.team_id] IN chosen, ['VIEWING', hub.team_id] IN chosen]
  ORDER BY size(up), hub.team_id }
RETURN index, t.team_id AS team_id, t.name AS team_name, managers
ORDER BY index;
