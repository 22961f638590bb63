// The regions of these territories, their own included
//
// Params:  region_codes
// Returns: region_code
// Order:   region_code
//
// :params {region_codes: ["500112011"]}
CYPHER 25
UNWIND $region_codes AS code
MATCH (top:Region {region_code: code})
MATCH (top) (()<-[:EFFECTIVE_PARENT]-(:Region)){0,4} (region)
RETURN DISTINCT region.region_code AS region_code
ORDER BY region_code;
