// A region's territory path
//
// Params:  region_code
// Returns: territory_path
//
// :params {region_code: "500112"}
CYPHER 25
MATCH (region:Region {region_code: $region_code})
RETURN region.territory_path AS territory_path
ORDER BY territory_path;
