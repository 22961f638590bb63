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
  MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id)
  RETURN team
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (team:Team)
  RETURN team
}
MATCH (team)-[:LOCATED_IN]->(region:Region)
LET above = COLLECT { MATCH (team)-[line:SUPERIOR_HUB|STANDS_UNDER]->(s:Team) RETURN [type(line), s.team_id] ORDER BY type(line) },
    seat = CASE WHEN team:CityHub OR (NOT team:Hub AND EXISTS { (region)-[:SEAT]->() }) THEN null
      ELSE coalesce(head(COLLECT { MATCH (region)-[:EFFECTIVE_PARENT]->(:Region)-[:SEAT]->(s:Hub) RETURN s.team_id }), head(COLLECT {
        MATCH (region) (()-[up:EFFECTIVE_PARENT]->(:Region)){2,4} (high)-[:SEAT]->(s:Hub) RETURN s.team_id ORDER BY size(up) LIMIT 1 }), head(COLLECT {
        MATCH (region)-[:PART_OF]->(:Region)-[:SEAT]->(s:Hub) WHERE NOT EXISTS { (region)-[:EFFECTIVE_PARENT]->() } RETURN s.team_id })) END
LET under = CASE WHEN team:Hub AND team:LegalPerson AND NOT EXISTS { (team)-[:LIAISON]->() } THEN seat END
LET plain_uscc = nullIf(toUpper(replace(replace(normalize(team.uscc, NFKC), ' ', ''), '-', '')), ''),
    plain_name = reduce(rest = reduce(text = normalize(team.name, NFKC), pair IN $names.brackets_and_blanks | replace(text, pair[0], pair[1])),
      place IN $names.city_prefixes + split(coalesce(region.qualified_name, ''), '·') |
      CASE WHEN rest STARTS WITH place AND NOT substring(rest, size(place)) IN $names.suffixes
        THEN substring(rest, size(place)) ELSE rest END)
FILTER team.territory_path <> region.territory_path OR team.level <> region.level OR team.region_code <> region.region_code
  OR coalesce(CASE WHEN team:Hub THEN team.caption <> region.caption
    ELSE any(part IN split(team.caption, ' ') WHERE NOT team.name CONTAINS part) END, true)
  OR coalesce(team.plain_name, '') <> plain_name OR coalesce(team.plain_uscc, '') <> coalesce(plain_uscc, '')
  OR (team.team_kind = 'hub') <> team:Hub OR (team.registration_status = 'legal_person') <> team:LegalPerson
  OR above <> [line IN [['STANDS_UNDER', under], ['SUPERIOR_HUB', seat]] WHERE line[1] IS NOT NULL]
  OR EXISTS { MATCH (at:Region)-[:SEAT]->(team) WHERE NOT team:Hub OR team.status = 'closed' OR at <> region }
  OR (team:Hub AND team.status <> 'closed' AND NOT EXISTS {
    MATCH (region)-[:SEAT]->(s:Hub)
    WHERE s = team OR (s.status = 'active' AND team.status <> 'active')
      OR ((s.status = 'active' OR team.status <> 'active') AND s.team_id < team.team_id) })
RETURN team.team_id AS team_id, 'ERROR' AS severity,
  {territory_path: region.territory_path, superior: seat} AS expected,
  {territory_path: team.territory_path, superior: above[-1][1]} AS actual
ORDER BY team_id;
