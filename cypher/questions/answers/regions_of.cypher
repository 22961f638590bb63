// Regions as answers: their place in the tree in force, their hubs, and the hubs of all above
//
// Rule:    M-6, N-10, I-21.
// Params:  region_codes
// Returns: region_code, name, level, parent, kind, ended, succeeded_by,
//          hubs [id] as seats list them, managers [[id, divisions]] nearest first, closed ones too
// Order:   region_code
//
// :params {region_codes: ["500112011"]}
CYPHER 25
UNWIND $region_codes AS code
MATCH (region:Region {region_code: code})
RETURN region.region_code AS region_code, region.name AS name, region.level AS level,
  head(COLLECT { MATCH (region)-[:EFFECTIVE_PARENT]->(up:Region) RETURN up.region_code }) AS parent,
  region.kind AS kind, coalesce(region.ended, false) AS ended,
  COLLECT { MATCH (region)-[:SUCCEEDED_BY]->(next:Region) RETURN next.region_code ORDER BY next.region_code } AS succeeded_by,
  COLLECT { MATCH (hub:Hub {region_code: region.region_code}) USING INDEX SEEK hub:Hub(region_code) WHERE hub.status <> 'closed'
    RETURN hub.team_id ORDER BY hub.status <> 'active', hub.team_id } AS hubs,
  COLLECT { MATCH (region) (()-[up:EFFECTIVE_PARENT]->(:Region)){0,4} (above)
    MATCH (hub:Hub {region_code: above.region_code}) USING INDEX SEEK hub:Hub(region_code)
    RETURN [hub.team_id, size(up)] ORDER BY size(up), hub.team_id } AS managers
ORDER BY region_code;
