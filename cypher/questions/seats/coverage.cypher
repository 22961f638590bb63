// How many seats of a region, and of each region directly below by its path, are filled
//
// Rule:    Q-1.
// Params:  region_code
// Returns: region_code, name, level, is_below (0, 1), expected, filled, double
// Order:   is_below, region_code
//
// :params {region_code: "500112"}
CYPHER 25
MATCH (top:Region {region_code: $region_code})
LET depth = size(split(top.territory_path, '/')) - 1
CALL (top, depth) {
  MATCH (region:Region)
  WHERE region.territory_path STARTS WITH top.territory_path
  LET hubs = COUNT { MATCH (hub:Hub {region_code: region.region_code}) WHERE hub.status <> 'closed' }
  WITH split(region.territory_path, '/')[depth] AS code, count(*) AS expected,
    count(CASE WHEN hubs > 0 THEN 1 END) AS filled, count(CASE WHEN hubs > 1 THEN 1 END) AS double
  RETURN collect([code, expected, filled, double]) AS parts
}
LET whole = [at IN range(1, 3) | reduce(sum = 0, part IN parts | sum + part[at])]
UNWIND [[top.region_code] + whole] + [part IN parts WHERE part[0] <> ''] AS counted
MATCH (part:Region {region_code: counted[0]})
RETURN part.region_code AS region_code, part.name AS name, part.level AS level,
  CASE WHEN part = top THEN 0 ELSE 1 END AS is_below,
  counted[1] AS expected, counted[2] AS filled, counted[3] AS double
ORDER BY is_below, region_code;
