// P-7 A grant stays within the granter's own row; column 5 only by the city
//
// Rule:    I-12
// Params:  team_ids  the teams asked about, null for the whole network
//          upgrade_cap
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"], upgrade_cap: true}
CYPHER 25
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id) WHERE NOT team:Hub
  RETURN team
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (team:Team) WHERE NOT team:Hub
  RETURN team
}
FILTER $upgrade_cap
LET approved = COLLECT { MATCH (team)<-[:APPLIES_FOR]-(a:UpgradeApplication {status: 'approved'}) RETURN a }
UNWIND approved AS a
MATCH (granted:PermissionGroup {code: a.granted_group})
MATCH (granter:Team {team_id: a.decided_by})
MATCH (held:PermissionGroup {code: granter.permission_group})
WHERE EXISTS { MATCH (granted)-[:GRANTS]->(p:Permission) WHERE NOT EXISTS { (held)-[:GRANTS]->(p) } }
   OR (NOT granter:CityHub AND EXISTS { (granted)-[:GRANTS]->(:Permission {code: 'manage_regional_volunteers'}) })
RETURN team.team_id AS team_id, 'WARN' AS severity,
  {permission_group: held.code, granted_by: granter.team_id} AS expected,
  {permission_group: granted.code, application_id: a.application_id} AS actual
ORDER BY team_id;
