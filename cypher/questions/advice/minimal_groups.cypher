// The smallest permission groups that hold all of these permissions and none of those
//
// Rule:    附件: the groups are ordered by what they grant, not by a rank.
// Params:  needs    permission codes that are wanted
//          without  permission codes that are not
// Returns: code, name, ordinal, brings_along [code]
// Order:   ordinal
//
// :params {needs: ["publish_without_review"], without: []}
CYPHER 25
MATCH (group:PermissionGroup)
WHERE all(need IN $needs WHERE EXISTS { (group)-[:GRANTS]->(:Permission {code: need}) })
  AND none(other IN $without WHERE EXISTS { (group)-[:GRANTS]->(:Permission {code: other}) })
  AND NOT EXISTS {
    MATCH (smaller:PermissionGroup)
    WHERE smaller <> group
      AND all(need IN $needs WHERE EXISTS { (smaller)-[:GRANTS]->(:Permission {code: need}) })
      AND NOT EXISTS { MATCH (smaller)-[:GRANTS]->(p:Permission) WHERE NOT EXISTS { (group)-[:GRANTS]->(p) } } }
RETURN group.code AS code, group.name AS name, group.ordinal AS ordinal,
  COLLECT { MATCH (group)-[:GRANTS]->(p:Permission) WHERE NOT p.code IN $needs RETURN p.code ORDER BY p.column } AS brings_along
ORDER BY ordinal;
