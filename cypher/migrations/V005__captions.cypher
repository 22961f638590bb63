// Labels from general to specific, and captions derived anew
//
// A store lists a node's labels in the order in which it first met them, and pictures take their
// colour from one of them: a hub's level comes last. Without its note of the settings the tree is
// built anew at this start, and captions with it.
CALL db.createLabel('Team');
CALL db.createLabel('Hub');
CALL db.createLabel('UnitTeam');
CALL db.createLabel('LegalPerson');
CALL db.createLabel('Branch');
CALL db.createLabel('CityHub');
CALL db.createLabel('DistrictHub');
CALL db.createLabel('TownHub');
CALL db.createLabel('VillageHub');
MATCH (policy:Policy)
REMOVE policy.zone_overlay;
