// Take regions off the record that nothing hangs on
//
// Params:  region_codes
// Returns: deleted
//
// :params {region_codes: ["500157"]}
CYPHER 25
UNWIND $region_codes AS code
MATCH (region:Region {region_code: code})
WHERE NOT EXISTS { (region)<-[:LOCATED_IN|PART_OF|ADMINISTERED_BY|SUCCEEDED_BY]-() }
DETACH DELETE region
RETURN count(code) AS deleted
ORDER BY deleted;
