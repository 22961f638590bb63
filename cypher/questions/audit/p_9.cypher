// P-9 A liaison without fast review is first reviewer only
//
// Rule:    附件, I-4
// Params:  team_ids  the teams asked about, null for the whole network
//          fast_review_policy
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"], fast_review_policy: "escalate"}
CYPHER 25
LET businesses = COUNT { (:Business)-[:REVIEWER_NEEDS {fast_review_policy: $fast_review_policy}]->(:Permission {code: 'fast_review_subordinates'}) }
FILTER businesses > 0
LET can_take = COLLECT { MATCH (:Permission {code: 'allow_subordinate_registration'})<-[:GRANTS]-(g:PermissionGroup) RETURN g.code },
    fast = COLLECT { MATCH (:Permission {code: 'fast_review_subordinates'})<-[:GRANTS]-(g:PermissionGroup) RETURN g.code }
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id)
  RETURN team
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (team:Team)
  RETURN team
}
FILTER NOT team:LegalPerson AND NOT team:CityHub
MATCH (team)-[:LIAISON]->(liaison:Team)
FILTER liaison.status = 'active' AND liaison.permission_group IN can_take AND NOT liaison.permission_group IN fast
  AND NOT EXISTS { (team)-[:BRANCH_OF]->(liaison) }
RETURN team.team_id AS team_id, 'WARN' AS severity,
  {permission: 'fast_review_subordinates'} AS expected,
  {team_id: liaison.team_id, permission_group: liaison.permission_group} AS actual
ORDER BY team_id;
