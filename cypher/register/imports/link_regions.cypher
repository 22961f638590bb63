// Link regions to their parents in the code table, once all of them stand
//
// Params:  rows  [{region_code, parent_code}]
// Returns: linked
//
// :params {rows: [{region_code: "500112", parent_code: "50"}]}
CYPHER 25
UNWIND $rows AS row
MATCH (region:Region {region_code: row.region_code})
CALL (region) {
  MATCH (region)-[old:PART_OF]->()
  DELETE old
}
CALL (region, row) {
  MATCH (parent:Region {region_code: row.parent_code})
  CREATE (region)-[:PART_OF]->(parent)
}
RETURN count(region) AS linked
ORDER BY linked;
