// Write the functional zones and the towns that they run
//
// Rule:    I-9: the zones stand beside the districts; a setting says whether they act as parents.
// Params:  zones  [{zone_code, name, town_code}]
// Returns: towns
//
// :params {zones: [{zone_code: "ZWS", name: "万盛经开区", town_code: "500110004"}]}
CYPHER 25
MATCH (city:Region {level: 'city'})
UNWIND $zones AS row
MATCH (town:Region {region_code: row.town_code})
MERGE (zone:Region {region_code: row.zone_code})
  ON CREATE SET zone.name = row.name, zone.stem = row.name, zone.level = 'district',
    zone.kind = 'functional_zone'
MERGE (zone)-[:PART_OF]->(city)
MERGE (town)-[:ADMINISTERED_BY]->(zone)
RETURN count(town) AS towns
ORDER BY towns;
