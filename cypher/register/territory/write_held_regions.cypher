// Write the rows of regions that a change made; their places in the code table come after
//
// Rule:    I-21.
// Params:  rows  [{region_code, name, committee_name, level, kind, edition, valid_from, valid_to, ended}]
// Returns: written
//
// :params {rows: [{region_code: "500157", name: "两江新区", level: "district", kind: "district", valid_from: "2025-12"}]}
CYPHER 25
UNWIND $rows AS row
MERGE (region:Region {region_code: row.region_code})
SET region += {
  name: row.name, stem: row.name, committee_name: row.committee_name, level: row.level,
  kind: row.kind, edition: row.edition, valid_from: row.valid_from, valid_to: row.valid_to,
  ended: CASE WHEN row.ended = 'true' THEN true END}
RETURN count(region) AS written
ORDER BY written;
