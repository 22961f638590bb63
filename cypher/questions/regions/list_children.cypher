// The regions directly below a region, the tree in force
//
// Params:  region_code, after, limit
// Returns: region
// Order:   region_code
//
// :params {region_code: "50", after: "", limit: 2}
CYPHER 25
MATCH (:Region {region_code: $region_code})<-[:EFFECTIVE_PARENT]-(region:Region)
WHERE region.region_code > $after
RETURN region { .region_code, .name, .committee_name, .level, .kind, .edition, .valid_from, .valid_to,
  children: COUNT { (region)<-[:EFFECTIVE_PARENT]-(:Region) } } AS region
ORDER BY region.region_code
LIMIT toInteger($limit);
