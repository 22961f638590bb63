// Open branches of the hub tree: the seats below some regions, with what stands below each
//
// Rule:    三（一）1; a seat without a hub is an empty seat (Q-1).
// Params:  top  a region to start with, or null; parents  regions whose children are wanted
// Returns: parent_code (null for the top itself), region_code, name, level, hubs [[id, name, status]],
//          seats and vacant (below, itself left out), children, others (teams that hold no seat there)
// Order:   parent_code, region_code
//
// :params {top: "50", parents: ["50", "500112"]}
CYPHER 25
CALL () {
  MATCH (region:Region {region_code: $top})
  RETURN '' AS parent_code, region
  UNION
  UNWIND $parents AS parent_code
  MATCH (:Region {region_code: parent_code})<-[:EFFECTIVE_PARENT]-(region:Region)
  RETURN parent_code, region
}
CALL (region) {
  MATCH (below:Region)
  WHERE below.territory_path STARTS WITH region.territory_path AND below <> region
  RETURN count(*) AS seats, count(CASE WHEN NOT EXISTS { (below)-[:SEAT]->() } THEN 1 END) AS vacant
}
LET seated = head(COLLECT { MATCH (region)-[:SEAT]->(hub:Team) RETURN hub.team_id })
LET hubs = COLLECT {
    MATCH (region)<-[:LOCATED_IN]-(hub:Hub) WHERE hub.status <> 'closed'
    RETURN [hub.team_id, hub.name, hub.status] ORDER BY hub.team_id <> seated, hub.team_id },
  others = COUNT { MATCH (region)<-[:LOCATED_IN]-(team:Team) WHERE NOT team:Hub AND team.status <> 'closed' }
RETURN nullIf(parent_code, '') AS parent_code, region.region_code AS region_code, region.name AS name,
  region.level AS level, hubs, seats, vacant, others,
  COUNT { (region)<-[:EFFECTIVE_PARENT]-(:Region) } AS children
ORDER BY parent_code, region_code;
