// Load the review businesses: what exempts from each, and what its final reviewer needs
//
// Rule:    三（三）, I-4, I-6.
// Params:  businesses  [{code, name, ordinal, open_to_pending, exempted_by: [{permission, outcome}],
//          reviewer_needs: [{fast_review_policy, permission}]}]
// Returns: businesses
//
// :params {businesses: [{code: "admission", name: "团体注册", ordinal: 7, open_to_pending: true, exempted_by: [], reviewer_needs: []}]}
CYPHER 25
UNWIND $businesses AS row
MERGE (business:Business {code: row.code})
SET business.name = row.name, business.ordinal = row.ordinal,
    business.open_to_pending = row.open_to_pending
WITH business, row
CALL (business) {
  MATCH (business)-[old:EXEMPTED_BY|REVIEWER_NEEDS]->()
  DELETE old
}
CALL (business, row) {
  UNWIND row.exempted_by AS exempted
  MATCH (permission:Permission {code: exempted.permission})
  CREATE (business)-[:EXEMPTED_BY {outcome: exempted.outcome}]->(permission)
}
CALL (business, row) {
  UNWIND row.reviewer_needs AS need
  MATCH (permission:Permission {code: need.permission})
  CREATE (business)-[:REVIEWER_NEEDS {fast_review_policy: need.fast_review_policy}]->(permission)
}
RETURN count(business) AS businesses
ORDER BY businesses;
