// Teams whose way up meets, first of all that can finish, a liaison without fast review
//
// Rule:    附件, I-4: theirs are the only routes that another reading of 快审 can change
// Params:  limit
// Returns: team_id
// Order:   team_id
//
// :params {limit: 1001}
CYPHER 25
LET can_take = COLLECT { MATCH (:Permission {code: 'allow_subordinate_registration'})<-[:GRANTS]-(g:PermissionGroup) RETURN g.code },
    fast = COLLECT { MATCH (:Permission {code: 'fast_review_subordinates'})<-[:GRANTS]-(g:PermissionGroup) RETURN g.code }
MATCH (slow:Team)
WHERE slow.status = 'active' AND slow.permission_group IN can_take AND NOT slow.permission_group IN fast
MATCH (slow) (()<-[:LIAISON|SUPERIOR_HUB]-(passed:Team WHERE passed.status <> 'active' OR NOT passed.permission_group IN can_take)){0,11} (last:Team)
MATCH (last)<-[:LIAISON]-(team:Team)
WITH DISTINCT team.team_id AS team_id
RETURN team_id
ORDER BY team_id
LIMIT $limit;
