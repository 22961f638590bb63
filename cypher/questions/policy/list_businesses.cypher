// The review businesses: what exempts from each, what its final reviewer needs
//
// Returns: code, name, open_to_pending, exempted_by, reviewer_needs
// Order:   ordinal
//
// :params {}
CYPHER 25
MATCH (business:Business)
RETURN business.code AS code, business.name AS name, business.open_to_pending AS open_to_pending,
  COLLECT { MATCH (business)-[x:EXEMPTED_BY]->(p:Permission)
    RETURN {permission: p.code, outcome: x.outcome} ORDER BY p.column } AS exempted_by,
  COLLECT { MATCH (business)-[x:REVIEWER_NEEDS]->(p:Permission)
    RETURN {fast_review_policy: x.fast_review_policy, permission: p.code} ORDER BY x.fast_review_policy } AS reviewer_needs
ORDER BY business.ordinal;
