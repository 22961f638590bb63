// Seat the hub that stands for each region
//
// Rule:    N-10: of two hubs the active one stands for the region, then the lower team_id;
//          a closed hub stands for none.
// Params:  region_codes  the touched regions, null for all
// Returns: seated (regions whose seat changed)
//
// :params {region_codes: null}
CYPHER 25
CALL () {
  UNWIND $region_codes AS code
  MATCH (region:Region {region_code: code})
  RETURN region
  UNION
  UNWIND CASE WHEN $region_codes IS NULL THEN [true] ELSE [] END AS whole
  MATCH (region:Region)
  RETURN region
}
LET stored = head(COLLECT { MATCH (region)-[:SEAT]->(hub:Team) RETURN hub }),
    wanted = head(COLLECT {
      MATCH (hub:Hub {region_code: region.region_code})
      WHERE hub.status <> 'closed'
      RETURN hub ORDER BY hub.status <> 'active', hub.team_id LIMIT 1 })
FILTER coalesce(stored <> wanted, stored IS NOT NULL OR wanted IS NOT NULL)
CALL (region) {
  MATCH (region)-[old:SEAT]->()
  DELETE old
}
CALL (region, wanted) {
  WITH region, wanted
  WHERE wanted IS NOT NULL
  CREATE (region)-[:SEAT]->(wanted)
}
RETURN count(region) AS seated
ORDER BY seated;
