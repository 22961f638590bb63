// Apply a later edition of the divisions: new districts, moved towns, ended districts
//
// Rule:    I-21.
// Params:  edition  {edition, valid_from, created: [{region_code, name, kind, succeeds: [region_code]}]}
//          moves  [{town_code, old_district, new_district}]
//          day  the day by which what has ended is judged
// Returns: moved
//
// :params {edition: {edition: "2026", valid_from: "2025-12", created: [{region_code: "500157", name: "两江新区", kind: "district", succeeds: ["500112"]}]}, moves: [{town_code: "500112011", old_district: "500112", new_district: "500157"}], day: "2026-01-01"}
CYPHER 25
MATCH (city:Region {level: 'city'})
CALL (city) {
  UNWIND $edition.created AS new
  MERGE (created:Region {region_code: new.region_code})
    ON CREATE SET created.name = new.name, created.stem = new.name, created.level = 'district',
      created.kind = new.kind
  SET created.edition = $edition.edition, created.valid_from = $edition.valid_from, created.valid_to = null,
    created.ended = null
  MERGE (created)-[:PART_OF]->(city)
  WITH created, new
  UNWIND new.succeeds AS code
  MATCH (ended:Region {region_code: code})
  SET ended.valid_to = $edition.valid_from, ended.ended = $edition.valid_from <= $day
  MERGE (ended)-[:SUCCEEDED_BY]->(created)
  RETURN count(*) AS ended
}
UNWIND $moves AS move
MATCH (town:Region {region_code: move.town_code})-[old:PART_OF]->(:Region)
MATCH (district:Region {region_code: move.new_district})
DELETE old
CREATE (town)-[:PART_OF]->(district)
RETURN count(town) AS moved
ORDER BY moved;
