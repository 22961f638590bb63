// D-1 What is derived agrees with the truth
//
// Rule:    the service's own check, no rule of the notice
// Params:  team_ids  the teams asked about, null for the whole network
//          names  the name forms: what a plain name leaves out
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"], names: {brackets_and_blanks: [[" ", ""]], city_prefixes: ["重庆市"], suffixes: ["志愿服务队"]}}
CYPHER 25
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id})-[:LOCATED_IN]->(region:Region) USING INDEX SEEK team:Team(team_id)
  RETURN region, collect(team) AS teams
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (region:Region)<-[:LOCATED_IN]-(team:Team)
  RETURN region, collect(team) AS teams
}
OPTIONAL MATCH (region)-[:EFFECTIVE_PARENT]->(parent:Region)
WITH parent, collect([region, teams]) AS places
LET near = head(COLLECT { MATCH (parent)-[:SEAT]->(s:Hub) RETURN s.team_id })
UNWIND places AS place
WITH near, place[0] AS region, place[1] AS teams
LET at = properties(region), own = head(COLLECT { MATCH (region)-[:SEAT]->(s:Hub) RETURN s }),
    higher = coalesce(near, head(COLLECT {
        MATCH (region) (()-[up:EFFECTIVE_PARENT]->(:Region)){2,4} (high)-[:SEAT]->(s:Hub) RETURN s.team_id ORDER BY size(up) LIMIT 1 }), head(COLLECT {
        MATCH (region)-[:PART_OF]->(:Region)-[:SEAT]->(s:Hub) WHERE NOT EXISTS { (region)-[:EFFECTIVE_PARENT]->() } RETURN s.team_id }))
UNWIND teams AS team
LET lines = COUNT { (team)-[:SUPERIOR_HUB|STANDS_UNDER]->() }, seats = COUNT { (team)<-[:SEAT]-() },
    seat = CASE WHEN team:CityHub OR (NOT team:Hub AND own IS NOT NULL) THEN null ELSE higher END
LET superior = CASE WHEN lines > 0 THEN head(COLLECT { MATCH (team)-[:SUPERIOR_HUB]->(s:Team) RETURN s.team_id }) END,
    under = CASE WHEN team:Hub AND team:LegalPerson AND NOT EXISTS { (team)-[:LIAISON]->() } THEN seat END
LET has = properties(team)
LET plain_uscc = nullIf(toUpper(replace(replace(normalize(has.uscc, NFKC), ' ', ''), '-', '')), ''),
    plain_name = reduce(rest = reduce(text = normalize(has.name, NFKC), pair IN $names.brackets_and_blanks | replace(text, pair[0], pair[1])),
      place IN $names.city_prefixes + split(coalesce(at.qualified_name, ''), '·') |
      CASE WHEN rest STARTS WITH place AND NOT substring(rest, size(place)) IN $names.suffixes
        THEN substring(rest, size(place)) ELSE rest END)
FILTER has.territory_path <> at.territory_path OR has.level <> at.level OR has.region_code <> at.region_code
  OR coalesce(CASE WHEN team:Hub THEN has.caption <> at.caption
    ELSE any(part IN split(has.caption, ' ') WHERE NOT has.name CONTAINS part) END, true)
  OR coalesce(has.plain_name, '') <> plain_name OR coalesce(has.plain_uscc, '') <> coalesce(plain_uscc, '')
  OR (has.team_kind = 'hub') <> team:Hub OR (has.registration_status = 'legal_person') <> team:LegalPerson
  OR coalesce(superior, '') <> coalesce(seat, '')
  OR lines <> CASE WHEN seat IS NULL THEN 0 WHEN under IS NULL THEN 1 ELSE 2 END
  OR CASE WHEN under IS NOT NULL THEN NOT EXISTS { MATCH (team)-[:STANDS_UNDER]->(s:Team) WHERE s.team_id = under } ELSE false END
  OR seats <> CASE WHEN own = team THEN 1 ELSE 0 END
  OR (own = team AND (NOT team:Hub OR has.status = 'closed'))
  OR (team:Hub AND has.status <> 'closed' AND coalesce(own <> team, true) AND NOT coalesce(
    (own.status = 'active' AND has.status <> 'active')
      OR ((own.status = 'active' OR has.status <> 'active') AND own.team_id < has.team_id), false))
RETURN team.team_id AS team_id, 'ERROR' AS severity,
  {territory_path: region.territory_path, superior: seat} AS expected,
  {territory_path: team.territory_path, superior: COLLECT { MATCH (team)-[line:SUPERIOR_HUB|STANDS_UNDER]->(s:Team) RETURN s.team_id ORDER BY type(line) }[-1]} AS actual
ORDER BY team_id;
