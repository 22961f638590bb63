// End regions: their day has come
//
// Rule:    I-21.
// Params:  codes
// Returns: ended
//
// :params {codes: ["500105"]}
CYPHER 25
UNWIND $codes AS code
MATCH (region:Region {region_code: code})
SET region.ended = true
RETURN count(region) AS ended
ORDER BY ended;
