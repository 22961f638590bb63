// Seats of a territory: the hub that each region should have, and those on record
//
// Those of a district are sought there; those of the whole city are found sooner by their codes.
//
// Rule:    N-2 to N-5, N-10; 1 + 38 + 1,031 + 11,270 seats in Chongqing.
// Params:  within  a territory_path; names  the name forms; after, limit
// Returns: region_code, name, level, expected_name, ended, successor, hubs [[id, name, level, status]]
// Order:   region_code
//
// :params {within: "/50/500112/", names: {hub_names: {city: ["重庆市志愿服务联合会"], district: ["志愿者协会"], town: ["志愿服务总队"], village: ["志愿服务大队"]}}, after: "", limit: 2}
CYPHER 25
LET is_everywhere = EXISTS { (:Region {region_code: split($within, '/')[-2], level: 'city'}) }
CALL (is_everywhere) {
  WHEN is_everywhere THEN {
    MATCH (region:Region) USING INDEX SEEK region:Region(region_code)
    WHERE region.region_code > $after AND region.territory_path STARTS WITH $within
    RETURN region ORDER BY region.region_code LIMIT toInteger($limit) }
  ELSE {
    MATCH (region:Region) USING INDEX SEEK region:Region(territory_path)
    WHERE region.territory_path STARTS WITH $within AND region.region_code > $after
    RETURN region ORDER BY region.region_code LIMIT toInteger($limit) }
}
LET forms = $names.hub_names[region.level],
    hubs = COLLECT { MATCH (hub:Hub {region_code: region.region_code}) WHERE hub.status <> 'closed'
      RETURN [hub.team_id, hub.name, hub.level, hub.status] ORDER BY hub.status <> 'active', hub.team_id }
RETURN region.region_code AS region_code, region.name AS name, region.level AS level,
  CASE region.level WHEN 'city' THEN head(forms) ELSE region.stem + head(forms) END AS expected_name,
  coalesce(region.ended, false) AS ended,
  head(COLLECT { MATCH (region)-[:SUCCEEDED_BY]->(next:Region) RETURN next.region_code }) AS successor,
  hubs
ORDER BY region_code;
