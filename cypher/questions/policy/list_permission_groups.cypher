// The annex: each permission group with its five permissions
//
// Returns: code, name, ordinal, permissions {code: bool}
// Order:   ordinal
//
// :params {}
CYPHER 25
MATCH (group:PermissionGroup)
RETURN group.code AS code, group.name AS name, group.ordinal AS ordinal,
  COLLECT { MATCH (permission:Permission)
    RETURN [permission.code, EXISTS { (group)-[:GRANTS]->(permission) }] ORDER BY permission.column } AS permissions
ORDER BY ordinal;
