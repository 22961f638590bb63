// Where the regions and teams of some territories stand in the tree
//
// Params:  region_codes
// Returns: subject, territory_path
// Order:   subject
//
// :params {region_codes: ["500112"]}
CYPHER 25
UNWIND $region_codes AS code
MATCH (top:Region {region_code: code})
MATCH (top) (()<-[:EFFECTIVE_PARENT|PART_OF|ADMINISTERED_BY]-(:Region)){0,5} (region)
WITH DISTINCT region
CALL (region) {
  RETURN region.region_code AS subject
  UNION ALL
  MATCH (region)<-[:LOCATED_IN]-(team:Team)
  RETURN team.team_id AS subject
}
RETURN subject, region.territory_path AS territory_path
ORDER BY subject;
