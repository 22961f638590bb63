// Note the readings that answers are given under
//
// Params:  readings  {fast_review_policy, zone_overlay, upgrade_cap, edition}
//          digest    of the rules and of the questions' statements, null while nothing was answered
// Returns: edition
//
// :params {readings: {fast_review_policy: "liaison_final", zone_overlay: false, upgrade_cap: true, edition: "2023-06"}, digest: null}
CYPHER 25
MERGE (policy:Policy {id: 'policy'})
SET policy += $readings, policy.digest = $digest
RETURN policy.edition AS edition
ORDER BY edition;
