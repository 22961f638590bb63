// The region of a founding unit: the place itself, or the one above it at the unit's level
//
// Rule:    I-7
// Params:  region_code  where the unit lies
//          level        the level of the unit that founds or guides the team, null for the place's
// Returns: region_code, name, level
// Order:   region_code
//
// :params {region_code: "500103011", level: "district"}
CYPHER 25
MATCH (place:Region {region_code: $region_code})
MATCH (place) (()-[:EFFECTIVE_PARENT]->(:Region)){0,4} (region)
WHERE region.level = coalesce($level, place.level) AND ($level IS NOT NULL OR region = place)
RETURN region.region_code AS region_code, region.name AS name, region.level AS level
ORDER BY region_code;
