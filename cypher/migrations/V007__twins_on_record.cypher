// Teams on record get their plain names and codes
//
// Without its note of the settings the tree is built anew at this start, and what is derived with it.
MATCH (policy:Policy)
REMOVE policy.zone_overlay;
