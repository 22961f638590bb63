// Link every hub to its superior hub: the seat of the parent region, or of the nearest above it
//
// A region outside the tree in force (ended, or a zone while the overlay is off) keeps the parent
// that it was part of.
//
// Rule:    A-1, A-1f, I-8, I-9, I-21.
// Params:  territory_path  hubs in this territory only, null for all
//          team_ids        these hubs only, null for all
// Returns: linked (hubs whose superior changed)
//
// :params {territory_path: null, team_ids: null}
CYPHER 25
MATCH (hub:Hub)
WHERE ($territory_path IS NULL OR hub.territory_path STARTS WITH $territory_path)
  AND ($team_ids IS NULL OR hub.team_id IN $team_ids)
LET stored = head(COLLECT { MATCH (hub)-[:SUPERIOR_HUB]->(superior:Team) RETURN superior }),
    wanted = CASE WHEN hub:CityHub THEN null ELSE coalesce(head(COLLECT {
      MATCH (hub)-[:LOCATED_IN]->(:Region) (()-[up:EFFECTIVE_PARENT]->(:Region)){1,4} (above)-[:SEAT]->(superior:Hub)
      RETURN superior ORDER BY size(up) LIMIT 1 }), head(COLLECT {
      MATCH (hub)-[:LOCATED_IN]->(place:Region)-[:PART_OF]->(:Region)-[:SEAT]->(superior:Hub)
      WHERE NOT EXISTS { (place)-[:EFFECTIVE_PARENT]->() }
      RETURN superior })) END
FILTER coalesce(stored <> wanted, stored IS NOT NULL OR wanted IS NOT NULL)
CALL (hub) {
  MATCH (hub)-[old:SUPERIOR_HUB]->()
  DELETE old
}
CALL (hub, wanted) {
  WITH hub, wanted
  WHERE wanted IS NOT NULL
  CREATE (hub)-[:SUPERIOR_HUB]->(wanted)
}
RETURN count(hub) AS linked
ORDER BY linked;
