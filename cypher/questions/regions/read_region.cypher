// A region: its place in the tree in force, its seat, its successor
//
// Params:  region_code
// Returns: region, territory_path
//
// :params {region_code: "500112"}
CYPHER 25
MATCH (region:Region {region_code: $region_code})
LET successors = COLLECT { MATCH (region)-[:SUCCEEDED_BY]->(next:Region) RETURN next.region_code ORDER BY next.region_code }
LET parent = head(COLLECT { MATCH (region)-[:EFFECTIVE_PARENT]->(up:Region) RETURN up })
RETURN region { .region_code, .name, .committee_name, .stem, .level, .kind, .edition, .valid_from, .valid_to,
    .territory_path, .qualified_name,
    parent_code: parent.region_code,
    succeeded_by: reduce(text = head(successors), code IN tail(successors) | text + ';' + code),
    administered_by: head(COLLECT { MATCH (region)-[:ADMINISTERED_BY]->(zone:Region) RETURN zone.region_code }),
    children: COUNT { (region)<-[:EFFECTIVE_PARENT]-(:Region) },
    regions: COUNT { MATCH (below:Region) WHERE below.territory_path STARTS WITH region.territory_path }
  } AS region, region.territory_path AS territory_path
ORDER BY territory_path;
