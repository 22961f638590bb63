// Write teams with their place, labels, persons and derived texts
//
// Derived texts that are as they were are let be: written again, they are indexed again, which
// takes a commit longer than all the rest.
//
// Params:  rows  [{team_id, region_code, is_branch, is_placed, properties, persons: [{role, name, mobile, duties}]}]
//          captions  {dropped, marks}: what a team's caption leaves out beside its
//          divisions' names, and where it breaks
//          names  the name forms: what a plain name leaves out
// Returns: written
//
// :params {rows: [{team_id: "T-1", region_code: "50", is_branch: false, is_placed: true, persons: [], properties: {name: "重庆中国三峡博物馆志愿服务队", team_kind: "non_hub", registration_status: "unregistered", permission_group: "basic", status: "active"}}], captions: {dropped: ["重庆市", "志愿服务队"], marks: ["街道", "社区"]}, names: {brackets_and_blanks: [[" ", ""]], city_prefixes: ["重庆市"], suffixes: ["志愿服务队"]}}
CYPHER 25
UNWIND $rows AS row
MATCH (region:Region {region_code: row.region_code})
MERGE (team:Team {team_id: row.team_id})
SET team += row.properties
WITH team, region, row,
  reduce(text = team.name, name IN $captions.dropped + split(coalesce(region.qualified_name, region.name), '·') | replace(text, name, ' ')) AS shown
WITH team, region, row, split(reduce(text = CASE WHEN trim(shown) = '' THEN team.name ELSE shown END,
  mark IN $captions.marks | replace(text, mark, ' ' + mark)), ' ') AS parts
LET derived = {
  region_code: region.region_code, level: region.level, territory_path: region.territory_path,
  display_name: team.name + coalesce('（' + region.qualified_name + '）', ''),
  plain_uscc: nullIf(toUpper(replace(replace(normalize(team.uscc, NFKC), ' ', ''), '-', '')), ''),
  plain_name: reduce(rest = reduce(text = normalize(team.name, NFKC), pair IN $names.brackets_and_blanks | replace(text, pair[0], pair[1])),
      place IN $names.city_prefixes + split(coalesce(region.qualified_name, ''), '·') |
      CASE WHEN rest STARTS WITH place AND NOT substring(rest, size(place)) IN $names.suffixes
        THEN substring(rest, size(place)) ELSE rest END),
  caption: CASE WHEN team.team_kind = 'hub' THEN region.caption
    ELSE trim(reduce(text = '', part IN [part IN parts WHERE part <> ''] | text + reduce(
      piece = '', at IN range(0, size(part) - 1, toInteger(ceil(size(part) / ceil(size(part) / 4.0))))
      | piece + ' ' + substring(part, at, toInteger(ceil(size(part) / ceil(size(part) / 4.0))))))) END}
SET team += CASE WHEN all(key IN keys(derived) WHERE coalesce(team[key], '') = coalesce(derived[key], ''))
  THEN {} ELSE derived END
SET team:$(CASE
  WHEN team.team_kind = 'hub' THEN ['Hub', CASE region.level
    WHEN 'city' THEN 'CityHub' WHEN 'district' THEN 'DistrictHub'
    WHEN 'town' THEN 'TownHub' ELSE 'VillageHub' END]
  WHEN row.is_branch THEN ['Branch']
  WHEN team.registration_status = 'legal_person' THEN []
  ELSE ['UnitTeam'] END)
SET team:$(CASE WHEN team.registration_status = 'legal_person' THEN ['LegalPerson'] ELSE [] END)
FOREACH (placed IN CASE WHEN row.is_placed THEN [true] ELSE [] END |
  CREATE (team)-[:LOCATED_IN]->(region))
FOREACH (person IN row.persons |
  CREATE (team)-[:HAS_PERSON]->(:Person {
    person_id: row.team_id + '/' + person.role, role: person.role, name: person.name,
    mobile: person.mobile, duties: person.duties}))
RETURN count(team) AS written
ORDER BY written;
