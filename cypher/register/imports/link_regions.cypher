// Link regions to their parents in the code table and to their successors, once all of them stand
//
// Params:  rows  [{region_code, parent_code, succeeded_by}]  succeeded_by: codes separated by ;
// Returns: linked
//
// :params {rows: [{region_code: "500112", parent_code: "50", succeeded_by: null}]}
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
CALL (region, row) {
  MATCH (region)-[old:SUCCEEDED_BY]->(former:Region)
  WHERE NOT former.region_code IN split(coalesce(row.succeeded_by, ''), ';')
  DELETE old
}
CALL (region, row) {
  UNWIND split(row.succeeded_by, ';') AS code
  MATCH (successor:Region {region_code: code})
  MERGE (region)-[:SUCCEEDED_BY]->(successor)
}
RETURN count(region) AS linked
ORDER BY linked;
