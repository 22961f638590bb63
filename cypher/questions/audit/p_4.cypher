// P-4 A legal person's group holds at least what the default grants
//
// Rule:    三（四）
// Params:  team_ids  the teams asked about, null for the whole network
//          default_groups  the group that a form of registration brings
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"], default_groups: {legal_person: "intermediate", unregistered: "basic"}}
CYPHER 25
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id) WHERE team:LegalPerson
  RETURN team
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (team:LegalPerson)
  RETURN team
}
FILTER NOT team:Hub AND team.status <> 'pending'
MATCH (group:PermissionGroup {code: team.permission_group})
WHERE EXISTS { MATCH (:PermissionGroup {code: $default_groups.legal_person})-[:GRANTS]->(p:Permission) WHERE NOT EXISTS { (group)-[:GRANTS]->(p) } }
  AND NOT EXISTS { (team)<-[:APPLIES_FOR]-(:UpgradeApplication {status: 'approved', granted_group: team.permission_group}) }
RETURN team.team_id AS team_id, 'ERROR' AS severity,
  {permission_group: $default_groups.legal_person} AS expected,
  {permission_group: team.permission_group} AS actual
ORDER BY team_id;
