// The teams whose final reviewer a team is, found backwards through those that cannot finish
//
// Rule:    三（三）, M-6.
// Params:  team_id, business, fast_review_policy
// Returns: team_ids  within the hub's region scope, in order
//
// :params {team_id: "H500112011", business: "hours_recording", fast_review_policy: "liaison_final"}
CYPHER 25
MATCH (b:Business {code: $business})
LET finishing = COLLECT { MATCH (b)-[:REVIEWER_NEEDS {fast_review_policy: $fast_review_policy}]->(:Permission)<-[:GRANTS]-(g:PermissionGroup) RETURN g.code },
    excused = COLLECT { MATCH (b)-[:EXEMPTED_BY]->(:Permission)<-[:GRANTS]-(g:PermissionGroup) RETURN g.code }
MATCH (h:Team {team_id: $team_id})
WHERE h.status = 'active' AND h.permission_group IN finishing
LET within = h.territory_path
MATCH (h) ((n)<-[:LIAISON|STANDS_UNDER]-()
    WHERE n = h OR NOT (n:CityHub OR (n:LegalPerson AND NOT n:Hub) OR (n.status = 'active' AND n.permission_group IN finishing))){1,12} (t)
WHERE t.status = 'active' AND NOT t:LegalPerson AND NOT t:CityHub
  AND NOT t.permission_group IN excused
  AND t.territory_path STARTS WITH within AND t <> h
WITH DISTINCT t.team_id AS team_id
ORDER BY team_id
RETURN collect(team_id) AS team_ids
ORDER BY size(team_ids);
