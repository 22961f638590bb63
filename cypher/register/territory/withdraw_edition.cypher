// Withdraw the later edition: towns go back, ended districts live again
//
// Params:  moves  [{town_code, old_district, new_district}]
// Returns: moved
//
// :params {moves: [{town_code: "500112011", old_district: "500112", new_district: "500157"}]}
CYPHER 25
CALL () {
  MATCH (ended:Region)-[succession:SUCCEEDED_BY]->(created:Region)
  REMOVE ended.valid_to
  DELETE succession
  WITH DISTINCT created
  MATCH (created)-[place:PART_OF]->()
  DELETE place
}
UNWIND $moves AS move
MATCH (town:Region {region_code: move.town_code})-[old:PART_OF]->(:Region)
MATCH (district:Region {region_code: move.old_district})
DELETE old
CREATE (town)-[:PART_OF]->(district)
RETURN count(town) AS moved
ORDER BY moved;
