// The readings that answers are given under, and the digest of the rules that they were read with
//
// Returns: policy  {fast_review_policy, zone_overlay, upgrade_cap, edition, digest} | null
//
// :params {}
CYPHER 25
OPTIONAL MATCH (policy:Policy {id: 'policy'})
RETURN policy { .fast_review_policy, .zone_overlay, .upgrade_cap, .edition, .digest } AS policy
ORDER BY policy.edition;
