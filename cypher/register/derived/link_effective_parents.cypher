// Link every region to the parent in force
//
// The zone that administers a town comes before its code parent while the overlay is on (I-9);
// a region that has ended, and a zone while the overlay is off, stand outside the tree (I-21).
//
// Params:  region_codes  regions that changed; the towns that a zone among them runs are linked too; null for all
//          zone_overlay  whether functional zones act as parents
// Returns: region_codes (those whose parent changed)
//
// :params {region_codes: null, zone_overlay: false}
CYPHER 25
CALL () {
  UNWIND $region_codes AS code
  MATCH (region:Region {region_code: code})
  USING INDEX SEEK region:Region(region_code)
  RETURN region
  UNION
  UNWIND $region_codes AS code
  MATCH (changed:Region {region_code: code})<-[:ADMINISTERED_BY]-(region:Region)
  USING INDEX SEEK changed:Region(region_code)
  RETURN region
  UNION
  UNWIND CASE WHEN $region_codes IS NULL THEN [true] ELSE [] END AS whole
  MATCH (region:Region)
  RETURN region
}
LET ended = coalesce(region.ended, false),
    zone = head(COLLECT { MATCH (region)-[:ADMINISTERED_BY]->(zone:Region) WHERE $zone_overlay AND NOT coalesce(zone.ended, false) RETURN zone }),
    parent = head(COLLECT { MATCH (region)-[:PART_OF]->(parent:Region) RETURN parent }),
    stored = head(COLLECT { MATCH (region)-[:EFFECTIVE_PARENT]->(stored:Region) RETURN stored })
LET wanted = CASE
    WHEN ended OR (region.kind = 'functional_zone' AND NOT $zone_overlay) THEN null
    ELSE coalesce(zone, parent) END
FILTER coalesce(stored <> wanted, stored IS NOT NULL OR wanted IS NOT NULL)
CALL (region) {
  MATCH (region)-[old:EFFECTIVE_PARENT]->()
  DELETE old
}
CALL (region, wanted) {
  WITH region, wanted
  WHERE wanted IS NOT NULL
  CREATE (region)-[:EFFECTIVE_PARENT]->(wanted)
}
WITH region.region_code AS code ORDER BY code
RETURN collect(code) AS region_codes
ORDER BY size(region_codes);
