// Note the settings under which the tree was built
//
// Params:  zone_overlay, edition
//
// :params {zone_overlay: false, edition: "2023-06"}
CYPHER 25
MERGE (policy:Policy {id: 'policy'})
SET policy.zone_overlay = $zone_overlay, policy.edition = $edition
RETURN policy.edition AS edition
ORDER BY edition;
