// Teams of a hub's scope with the marks that edges and places give
//
// Rule:    三（三）, M-6: the hub reviews whoever's climb meets nobody before it
//          that could finish, in 12 steps; a chain is followed to its end, once from each liaison
//          team that several share; a team has one way up.
// Params:  team_id  the hub's; team_ids  the teams'; business, fast_review_policy
// Returns: marked  one list per team: team_kind, level, registration_status, name, permission_group, team_id, display_name,
//          status, region_code, marks (a sum: 1 region, 2 in_chain, 4 reviewed, 8 legal_persons, 16 mismatch),
//          liaison_steps (null outside the chain), divisions
// Order:   none; the caller knows it
//
// :params {team_id: "H500112", team_ids: ["H500112011"], business: "hours_recording", fast_review_policy: "liaison_final"}
CYPHER 25
MATCH (b:Business {code: $business})
LET finishing = COLLECT { MATCH (b)-[:REVIEWER_NEEDS {fast_review_policy: $fast_review_policy}]->(:Permission)<-[:GRANTS]-(g:PermissionGroup) RETURN g.code },
    excused = COLLECT { MATCH (b)-[:EXEMPTED_BY]->(:Permission)<-[:GRANTS]-(g:PermissionGroup) RETURN g.code }
MATCH (h:Team {team_id: $team_id})
LET finishes = h:Hub AND h.status = 'active' AND h.permission_group IN finishing,
    depth = size(split(h.territory_path, '/'))
CALL () {
  UNWIND $team_ids AS id
  MATCH (t:Team {team_id: id})
  OPTIONAL MATCH (t)-[:LIAISON|STANDS_UNDER]->(l)
  WITH l, collect([id, t]) AS sharing
  RETURN collect([l, sharing]) AS groups
}
UNWIND groups AS below
WITH h, finishing, excused, finishes, depth, below[0] AS l, below[1] AS sharing
LET climb = CASE WHEN l IS NOT NULL THEN head(COLLECT {
  MATCH (l) (()-[e:LIAISON|STANDS_UNDER]->(n)){0,1000} (h)
  RETURN [1 + size(e), none(n IN ([l] + n)[..-1] WHERE n:CityHub OR (n:LegalPerson AND NOT n:Hub)
    OR (n.status = 'active' AND n.permission_group IN finishing))]
  ORDER BY size(e) LIMIT 1 }) END
UNWIND sharing AS each
WITH h, finishing, excused, finishes, depth, climb, each[0] AS id, each[1] AS t
LET legal = t:LegalPerson, in_chain = climb IS NOT NULL,
    in_region = h:Hub AND t.territory_path STARTS WITH h.territory_path
LET marks = CASE WHEN in_region THEN 1 ELSE 0 END + CASE WHEN in_chain THEN 2 ELSE 0 END
  + CASE WHEN finishes AND in_region AND climb[1] AND climb[0] <= 12 AND t.status = 'active'
      AND NOT legal AND NOT t:CityHub AND NOT t.permission_group IN excused THEN 4 ELSE 0 END
  + CASE WHEN in_region AND legal THEN 8 ELSE 0 END
  + CASE WHEN h:Hub AND in_region <> in_chain
      AND NOT t:LegalPerson AND NOT EXISTS { (t)-[:BRANCH_OF]->() } THEN 16 ELSE 0 END
WITH [t.team_kind, t.level, t.registration_status, t.name, t.permission_group, id, t.display_name,
  t.status, t.region_code, marks, climb[0], size(split(t.territory_path, '/')) - depth] AS team
RETURN collect(team) AS marked
ORDER BY size(marked);
