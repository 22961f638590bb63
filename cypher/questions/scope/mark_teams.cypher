// Teams of a hub's scope with the marks that edges and places give
//
// Rule:    三（三）, M-6: the hub reviews whoever's climb meets nobody before it
//          that could finish, in 12 steps; a chain is followed to its end, once from each liaison
//          team that several share.
// Params:  team_id  the hub's; team_ids  the teams'; business, fast_review_policy
// Returns: marked  one list per team: summary [team_kind, level, registration_status, name, permission_group,
//          team_id, display_name, status, region_code], marks [region, in_chain, reviewed, legal_persons, mismatch], liaison_steps (null outside the chain), divisions
// Order:   the teams'
//
// :params {team_id: "H500112", team_ids: ["H500112011"], business: "hours_recording", fast_review_policy: "liaison_final"}
CYPHER 25
MATCH (b:Business {code: $business})
LET finishing = COLLECT { MATCH (b)-[:REVIEWER_NEEDS {fast_review_policy: $fast_review_policy}]->(:Permission)<-[:GRANTS]-(g:PermissionGroup) RETURN g.code },
    excused = COLLECT { MATCH (b)-[:EXEMPTED_BY]->(:Permission)<-[:GRANTS]-(g:PermissionGroup) RETURN g.code }
MATCH (h:Team {team_id: $team_id})
LET finishes = h:Hub AND h.status = 'active' AND h.permission_group IN finishing
UNWIND range(0, size($team_ids) - 1) AS index
MATCH (t:Team {team_id: $team_ids[index]})
OPTIONAL MATCH (t)-[:LIAISON|STANDS_UNDER]->(l)
WITH h, finishes, finishing, excused, l, collect([index, t]) AS sharing
LET onward = CASE WHEN l IS NOT NULL THEN head(COLLECT {
  MATCH (l) (()-[e:LIAISON|STANDS_UNDER]->(n)){0,1000} (h)
  RETURN [1 + size(e), none(n IN ([l] + n)[..-1] WHERE n:CityHub OR (n:LegalPerson AND NOT n:Hub)
    OR (n.status = 'active' AND n.permission_group IN finishing))]
  ORDER BY size(e) LIMIT 1 }) END
UNWIND sharing AS shared
WITH h, finishes, excused, shared, onward ORDER BY onward[0]
WITH h, finishes, excused, shared[0] AS index, shared[1] AS t, head(collect(onward)) AS climb
LET in_region = h:Hub AND t.territory_path STARTS WITH h.territory_path,
    comparable = NOT t:LegalPerson AND NOT EXISTS { (t)-[:BRANCH_OF]->() }
WITH index, [[t.team_kind, t.level, t.registration_status, t.name, t.permission_group, t.team_id,
    t.display_name, t.status, t.region_code],
  [in_region, climb IS NOT NULL,
    coalesce(finishes AND in_region AND climb[1] AND climb[0] <= 12 AND t.status = 'active'
      AND NOT t:LegalPerson AND NOT t:CityHub AND NOT t.permission_group IN excused, false),
    in_region AND t:LegalPerson, h:Hub AND comparable AND in_region <> (climb IS NOT NULL)],
  climb[0], size(split(t.territory_path, '/')) - size(split(h.territory_path, '/'))] AS team
ORDER BY index
RETURN collect(team) AS marked
ORDER BY size(marked);
