// Apply a later edition of the divisions: new district, moved towns, ended districts
//
// Rule:    I-21: 两江新区 500157 succeeds 江北区 500105 and 渝北区 500112 since 2025-12.
// Params:  moves  [{town_code, old_district, new_district}]
// Returns: moved
//
// :params {moves: [{town_code: "500112011", old_district: "500112", new_district: "500157"}]}
CYPHER 25
MATCH (city:Region {level: 'city'})
MERGE (created:Region {region_code: '500157'})
  ON CREATE SET created.name = '两江新区', created.stem = '两江新区', created.level = 'district',
    created.kind = 'district'
SET created.edition = '2026', created.valid_from = '2025-12', created.valid_to = null
MERGE (created)-[:PART_OF]->(city)
WITH created
CALL (created) {
  MATCH (ended:Region)
  WHERE ended.region_code IN ['500105', '500112']
  SET ended.valid_to = '2025-12'
  MERGE (ended)-[:SUCCEEDED_BY]->(created)
}
UNWIND $moves AS move
MATCH (town:Region {region_code: move.town_code})-[old:PART_OF]->(:Region)
MATCH (district:Region {region_code: move.new_district})
DELETE old
CREATE (town)-[:PART_OF]->(district)
RETURN count(town) AS moved
ORDER BY moved;
