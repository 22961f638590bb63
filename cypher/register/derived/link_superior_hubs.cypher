// Link teams to the hub above them: every hub, and a team whose own region has none
//
// That hub is the seat of the parent region, or of the nearest above it; a region outside the tree in
// force (ended, or a zone while the overlay is off) keeps the parent that it was part of. A
// legal-person hub without a liaison stands under it: that is its way up, as a liaison is another's.
//
// Rule:    A-1, A-1f, A-7f, I-3, I-8, I-9, I-17, I-21.
// Params:  region_codes  regions whose seat changed, null for the whole network
//          team_ids      teams that came or moved, or changed their kind, form or liaison
// Returns: linked (teams whose superior, or standing under it, changed)
//
// :params {region_codes: ["500112011"], team_ids: ["T"]}
CYPHER 25
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id})
  RETURN team
  UNION
  UNWIND $region_codes AS code
  MATCH (:Region {region_code: code})<-[:LOCATED_IN]-(team:Team)
  RETURN team
  UNION
  UNWIND CASE WHEN $region_codes IS NULL THEN ['/'] ELSE COLLECT {
    UNWIND $region_codes AS code
    MATCH (changed:Region {region_code: code}) (()<-[:PART_OF]-(:Region)){0,1} (root)
    WHERE root = changed OR NOT EXISTS { (root)-[:EFFECTIVE_PARENT]->() }
    RETURN root.territory_path } END AS path
  MATCH (place:Region)
  WHERE place.territory_path STARTS WITH path
  CALL (place) {
    MATCH (team:Hub {region_code: place.region_code})
    RETURN team
    UNION
    MATCH (place)<-[:LOCATED_IN]-(team:Team)
    WHERE NOT EXISTS { (place)-[:SEAT]->() }
    RETURN team
  }
  RETURN team
  UNION
  UNWIND CASE WHEN $region_codes IS NULL THEN [true] ELSE [] END AS whole
  MATCH (team)-[:SUPERIOR_HUB]->()
  WHERE NOT team:Hub
  RETURN team
}
MATCH (team)-[:LOCATED_IN]->(region:Region)
LET wanted = CASE
    WHEN team:CityHub OR (NOT team:Hub AND EXISTS { (region)-[:SEAT]->() }) THEN null
    ELSE coalesce(head(COLLECT { MATCH (region)-[:EFFECTIVE_PARENT]->(:Region)-[:SEAT]->(superior:Hub) RETURN superior }),
      head(COLLECT {
        MATCH (region) (()-[up:EFFECTIVE_PARENT]->(:Region)){2,4} (above)-[:SEAT]->(superior:Hub)
        RETURN superior ORDER BY size(up) LIMIT 1 }),
      head(COLLECT {
        MATCH (region)-[:PART_OF]->(:Region)-[:SEAT]->(superior:Hub)
        WHERE NOT EXISTS { (region)-[:EFFECTIVE_PARENT]->() }
        RETURN superior })) END,
    stored = COLLECT { MATCH (team)-[line:SUPERIOR_HUB|STANDS_UNDER]->(superior:Team)
      RETURN [type(line), superior.team_id] ORDER BY type(line) }
LET under = CASE WHEN team:Hub AND team:LegalPerson AND NOT EXISTS { (team)-[:LIAISON]->() } THEN wanted END
FILTER stored <> [line IN [['STANDS_UNDER', under.team_id], ['SUPERIOR_HUB', wanted.team_id]] WHERE line[1] IS NOT NULL]
CALL (team) {
  MATCH (team)-[old:SUPERIOR_HUB|STANDS_UNDER]->()
  DELETE old
}
FOREACH (superior IN CASE WHEN wanted IS NULL THEN [] ELSE [wanted] END | CREATE (team)-[:SUPERIOR_HUB]->(superior))
FOREACH (superior IN CASE WHEN under IS NULL THEN [] ELSE [under] END | CREATE (team)-[:STANDS_UNDER]->(superior))
RETURN count(team) AS linked
ORDER BY linked;
