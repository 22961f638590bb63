// The smallest permission groups that hold all of these permissions
//
// Rule:    附件: the groups are ordered by what they grant, not by a rank.
// Params:  needs  permission codes
// Returns: code, name, ordinal, brings_along [code]
// Order:   ordinal
//
// :params {needs: ["publish_without_review"]}
CYPHER 25
MATCH (group:PermissionGroup)
WHERE all(need IN $needs WHERE EXISTS { (group)-[:GRANTS]->(:Permission {code: need}) })
  AND NOT EXISTS {
    MATCH (smaller:PermissionGroup)
    WHERE smaller <> group
      AND all(need IN $needs WHERE EXISTS { (smaller)-[:GRANTS]->(:Permission {code: need}) })
      AND NOT EXISTS { MATCH (smaller)-[:GRANTS]->(p:Permission) WHERE NOT EXISTS { (group)-[:GRANTS]->(p) } } }
RETURN group.code AS code, group.name AS name, group.ordinal AS ordinal,
  COLLECT { MATCH (group)-[:GRANTS]->(p:Permission) WHERE NOT p.code IN $needs RETURN p.code ORDER BY p.column } AS brings_along
ORDER BY ordinal;
