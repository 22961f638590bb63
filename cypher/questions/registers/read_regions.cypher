// Regions as rows of a register
//
// Params:  region_codes
// Returns: one map per region, keyed by column
// Order:   region_code
//
// :params {region_codes: ["500112"]}
CYPHER 25
UNWIND $region_codes AS region_code
MATCH (region:Region {region_code: region_code})
RETURN region {
    .region_code, .name, .committee_name, .level, .kind, .edition, .valid_from, .valid_to,
    parent_code: head(COLLECT { MATCH (region)-[:PART_OF]->(parent:Region) RETURN parent.region_code }),
    succeeded_by: COLLECT { MATCH (region)-[:SUCCEEDED_BY]->(next:Region) RETURN next.region_code ORDER BY next.region_code }
  } AS row
ORDER BY region_code;
