// What the overlay of functional zones would change for a place: its zone and its code district
//
// Rule:    I-9
// Params:  region_code
// Returns: town, zone and district [region_code, name], their hubs [id, name, level] | null
// Order:   town
//
// :params {region_code: "500110004"}
CYPHER 25
MATCH (region:Region {region_code: $region_code})
MATCH (region) (()-[:PART_OF]->(:Region)){0,2} (town:Region)
MATCH (town)-[:ADMINISTERED_BY]->(zone:Region)
MATCH (town)-[:PART_OF]->(district:Region)
RETURN town.name AS town, [zone.region_code, zone.name] AS zone, [district.region_code, district.name] AS district,
  head(COLLECT { MATCH (zone)-[:SEAT]->(hub:Hub) RETURN [hub.team_id, hub.name, hub.level] }) AS zone_hub,
  head(COLLECT { MATCH (district)-[:SEAT]->(hub:Hub) RETURN [hub.team_id, hub.name, hub.level] }) AS district_hub
ORDER BY town;
