// Who may decide on raising a group in a territory
//
// Rule:    P-6, I-12: the district association of the place, or the city federation.
// Params:  region_code
// Returns: id, name, level
// Order:   level
//
// :params {region_code: "500112011"}
CYPHER 25
MATCH (region:Region {region_code: $region_code})
MATCH (region) (()-[:EFFECTIVE_PARENT]->(:Region)){0,4} (above)
WHERE above.level IN ['district', 'city']
MATCH (above)-[:SEAT]->(hub:Hub)
RETURN hub.team_id AS id, hub.name AS name, hub.level AS level
ORDER BY level DESC, id;
