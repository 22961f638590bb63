// Write the functional zones and the towns that they run, with those that succeeded such towns
//
// A town that others made way for is a zone's if all of them were; one that stood before them is not.
//
// Rule:    I-9: the zones stand beside the districts; a setting says whether they act as parents.
// Params:  zones  [{zone_code, name, town_code}]
// Returns: towns
//
// :params {zones: [{zone_code: "ZWS", name: "万盛经开区", town_code: "500110004"}]}
CYPHER 25
UNWIND $zones AS row
MATCH (town:Region {region_code: row.town_code})
MATCH (town) (()-[:PART_OF]->(:Region)){1,3} (city:Region {level: 'city'})
MERGE (zone:Region {region_code: row.zone_code})
  ON CREATE SET zone.name = row.name, zone.stem = row.name, zone.level = 'district',
    zone.kind = 'functional_zone'
MERGE (zone)-[:PART_OF]->(city)
MERGE (town)-[:ADMINISTERED_BY]->(zone)

WITH zone, collect(town) AS towns
CALL (zone, towns) {
  UNWIND towns AS town
  MATCH (town) (()-[:SUCCEEDED_BY]->(:Region)){1,8} (heir:Region)
  WITH DISTINCT zone, towns, heir
  WHERE heir.valid_from IS NOT NULL
    AND NOT EXISTS { MATCH (heir)<-[:SUCCEEDED_BY]-(former:Region) WHERE former.valid_to <> heir.valid_from }
    AND NOT EXISTS {
      MATCH (heir) (()<-[:SUCCEEDED_BY]-(:Region)){1,8} (root)
      WHERE NOT EXISTS { (root)<-[:SUCCEEDED_BY]-() } AND NOT root IN towns }
  MERGE (heir)-[:ADMINISTERED_BY]->(zone)
  RETURN count(heir) AS heirs
}
RETURN sum(size(towns) + heirs) AS towns
ORDER BY towns;
