// The regions that hang on these, in force, in the code table or by a zone
//
// Rule:    I-9, I-21.
// Params:  region_codes
// Returns: region_code
// Order:   region_code
//
// :params {region_codes: ["500112"]}
CYPHER 25
UNWIND $region_codes AS code
MATCH (top:Region {region_code: code})
MATCH (top) (()<-[:EFFECTIVE_PARENT|PART_OF|ADMINISTERED_BY]-(:Region)){0,5} (region)
RETURN DISTINCT region.region_code AS region_code
ORDER BY region_code;
