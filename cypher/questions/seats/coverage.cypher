// How many seats of a region and of each region directly below are filled
//
// Rule:    Q-1.
// Params:  region_code
// Returns: region_code, name, level, expected, filled, double
// Order:   is_below, region_code
//
// :params {region_code: "500112"}
CYPHER 25
MATCH (top:Region {region_code: $region_code})
MATCH (top) (()<-[down:EFFECTIVE_PARENT]-(:Region)){0,1} (part)
CALL (part) {
  MATCH (region:Region)
  WHERE region.territory_path STARTS WITH part.territory_path
  LET hubs = COUNT { MATCH (hub:Hub {region_code: region.region_code}) WHERE hub.status <> 'closed' }
  RETURN count(*) AS expected, count(CASE WHEN hubs > 0 THEN 1 END) AS filled,
    count(CASE WHEN hubs > 1 THEN 1 END) AS double
}
RETURN part.region_code AS region_code, part.name AS name, part.level AS level, size(down) AS is_below,
  expected, filled, double
ORDER BY is_below, region_code;
