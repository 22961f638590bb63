// The teams whose way up can pass these: their subordinates, and through those who end no walk on
//
// Rule:    I-4, I-17: who is active and holds what is asked ends the walk.
// Params:  team_ids     where the change is
//          permissions  what a node must hold, all of them, to let nothing further pass
// Returns: team_id
// Order:   team_id
//
// :params {team_ids: ["H500112011"], permissions: ["allow_subordinate_registration"]}
CYPHER 25
LET ending = COLLECT { MATCH (g:PermissionGroup)
  WHERE all(code IN $permissions WHERE EXISTS { (g)-[:GRANTS]->(:Permission {code: code}) }) RETURN g.code }
UNWIND $team_ids AS id
MATCH (root:Team {team_id: id})
MATCH (root) ((upper)<-[:LIAISON|STANDS_UNDER]-(:Team)
  WHERE upper = root OR NOT (upper.status = 'active' AND upper.permission_group IN ending)){1,13} (team)
RETURN DISTINCT team.team_id AS team_id
ORDER BY team_id;
