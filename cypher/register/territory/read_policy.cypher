// The settings under which the tree was built
//
// Returns: zone_overlay, edition (null before the first build)
//
// :params {}
CYPHER 25
OPTIONAL MATCH (policy:Policy {id: 'policy'})
RETURN policy.zone_overlay AS zone_overlay, policy.edition AS edition
ORDER BY edition;
