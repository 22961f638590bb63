// P-0 The stored annex is the notice's
//
// Rule:    附件
// Params:  team_ids  only null asks it: it is about no team
//          annex  the nine groups with what each grants
// Returns: team_id (null), severity, expected, actual
// Order:   actual
//
// :params {team_ids: null, annex: [{code: "basic", grants: ["manage_own_volunteers"]}]}
CYPHER 25
FILTER $team_ids IS NULL
UNWIND $annex AS row
LET stored = COLLECT { MATCH (:PermissionGroup {code: row.code})-[:GRANTS]->(p:Permission) RETURN p.code ORDER BY p.column }
FILTER stored <> row.grants
RETURN null AS team_id, 'ERROR' AS severity,
  {permission_group: row.code, permissions: row.grants} AS expected,
  {permission_group: row.code, permissions: stored} AS actual
ORDER BY actual;
