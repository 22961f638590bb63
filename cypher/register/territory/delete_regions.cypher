// Take regions off the record that nothing hangs on; each leaves a mark: when it was created
//
// Params:  region_codes
// Returns: region_code
// Order:   region_code
//
// :params {region_codes: ["500157"]}
CYPHER 25
UNWIND $region_codes AS code
MATCH (region:Region {region_code: code})
WHERE NOT EXISTS { (region)<-[:LOCATED_IN|PART_OF|ADMINISTERED_BY|SUCCEEDED_BY]-() }
CALL (region) {
  MERGE (gone:Gone {subject: region.region_code})
  SET gone.created_in = coalesce(gone.created_in, region.created_in)
}
DETACH DELETE region
RETURN code AS region_code
ORDER BY region_code;
