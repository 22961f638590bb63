// The regions whose last day has come
//
// Rule:    I-21.
// Params:  day
// Returns: region_code
// Order:   region_code
//
// :params {day: "2026-01-01"}
CYPHER 25
MATCH (region:Region)
WHERE region.valid_to <= $day AND NOT coalesce(region.ended, false)
RETURN region.region_code AS region_code
ORDER BY region_code;
