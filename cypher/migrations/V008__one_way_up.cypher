// Which hub stands above a team is linked anew, for teams whose own region has none too
//
// Without its note of the settings the tree is built anew at this start, and what is derived with it.
CALL db.createRelationshipType('STANDS_UNDER');
MATCH (policy:Policy)
REMOVE policy.zone_overlay;
