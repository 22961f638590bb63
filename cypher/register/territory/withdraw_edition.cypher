// Withdraw the later edition: towns go back, ended districts live again
//
// Params:  moves    [{town_code, old_district, new_district}]
//          edition  what the districts that it made are marked with
// Returns: moved
//
// :params {moves: [{town_code: "500112011", old_district: "500112", new_district: "500157"}], edition: "2026"}
CYPHER 25
UNWIND $moves AS move
MATCH (town:Region {region_code: move.town_code})-[old:PART_OF]->(:Region)
MATCH (district:Region {region_code: move.old_district})
DELETE old
CREATE (town)-[:PART_OF]->(district)

WITH count(town) AS moved
CALL () {
  MATCH (ended:Region)-[succession:SUCCEEDED_BY]->(created:Region {edition: $edition})
  REMOVE ended.valid_to, ended.ended
  DELETE succession
  WITH DISTINCT created
  SET created.valid_to = created.valid_from, created.ended = true
  WITH created
  WHERE NOT EXISTS { (created)<-[:LOCATED_IN]-() }
  DETACH DELETE created
}
RETURN moved
ORDER BY moved;
