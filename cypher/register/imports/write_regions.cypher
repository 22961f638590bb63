// Write regions; their place in the code table comes after
//
// Params:  rows  [{region_code, name, committee_name, level, kind, parent_code, edition, valid_from, valid_to}]
//          day  the day by which what has ended is judged
// Returns: written
//
// :params {rows: [{region_code: "50", name: "重庆市", level: "city", kind: "municipality", edition: "2023-06"}], day: "2026-01-01"}
CYPHER 25
UNWIND $rows AS row
MERGE (region:Region {region_code: row.region_code})
SET region += {
  name: row.name, stem: row.name, committee_name: row.committee_name, level: row.level,
  kind: row.kind, edition: row.edition, valid_from: row.valid_from, valid_to: row.valid_to,
  ended: row.valid_to <= $day}
RETURN count(region) AS written
ORDER BY written;
