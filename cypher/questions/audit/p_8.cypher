// P-8 A liaison is active and may take subordinates
//
// Rule:    附件, I-18
// Params:  team_ids  the teams asked about, null for the whole network
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"]}
CYPHER 25
LET can_take = COLLECT { MATCH (:Permission {code: 'allow_subordinate_registration'})<-[:GRANTS]-(g:PermissionGroup) RETURN g.code }
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id)
  RETURN team
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (team:Team)
  RETURN team
}
MATCH (team)-[:LIAISON]->(liaison:Team)
FILTER liaison.status <> 'active' OR NOT liaison.permission_group IN can_take
LET wanted = CASE
  WHEN EXISTS { (team)-[:BRANCH_OF]->() } THEN EXISTS { (team)-[:BRANCH_OF]->(liaison) } AND liaison.registration_status = 'legal_person'
    AND NOT EXISTS { (liaison)-[:BRANCH_OF]->() }
  WHEN NOT liaison:Hub OR liaison.status = 'closed' OR (team:LegalPerson AND NOT team:Hub) THEN false
  ELSE (NOT team:Hub AND liaison.region_code = team.region_code)
    OR EXISTS { MATCH (team)-[:SUPERIOR_HUB]->(s:Hub) WHERE s.region_code = liaison.region_code } END
RETURN team.team_id AS team_id, CASE WHEN wanted THEN 'WARN' ELSE 'ERROR' END AS severity,
  {permission: 'allow_subordinate_registration'} AS expected,
  {team_id: liaison.team_id, status: liaison.status, permission_group: liaison.permission_group} AS actual
ORDER BY team_id;
