// What always comes with a permission: every group that grants it grants these too
//
// Rule:    附件
// Params:  needs  permission codes
// Returns: code, name, brings [[code, name]]
// Order:   code
//
// :params {needs: ["fast_review_subordinates"]}
CYPHER 25
UNWIND $needs AS need
MATCH (permission:Permission {code: need})
RETURN DISTINCT permission.code AS code, permission.name AS name,
  COLLECT {
    MATCH (other:Permission)
    WHERE other <> permission AND NOT EXISTS {
      MATCH (group:PermissionGroup)-[:GRANTS]->(permission)
      WHERE NOT EXISTS { (group)-[:GRANTS]->(other) } }
    RETURN [other.code, other.name] ORDER BY other.column } AS brings
ORDER BY code;
