// N-4 A town hub bears its division's name and the suffix
//
// Rule:    三（一）1, I-10, I-21
// Params:  team_ids  the teams asked about, null for the whole network
//          names  the name forms of name_patterns.json
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"], names: {hub_names: {city: ["重庆市志愿服务联合会"], district: ["志愿者协会", "志愿服务联合会"], town: ["志愿服务总队"], village: ["志愿服务大队"]}, non_hub_suffix: "志愿服务队", city_prefixes: ["重庆市"], responsible_units: {city: {display: "市文明办", pattern: ".*文明办"}, district: {display: "区县文明办", pattern: ".*文明办"}, town: {display: "乡镇政府、街道办事处", pattern: ".*(人民政府|办事处)"}, village: {display: "社区居委会、村委会", pattern: ".*(居民委员会|村民委员会)"}}}}
CYPHER 25
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id) WHERE team:TownHub
  RETURN team
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (team:TownHub)
  RETURN team
}
FILTER NOT team:LegalPerson
MATCH (team)-[:LOCATED_IN]->(region:Region)
LET name = normalize(team.name, NFKC),
    districts = [''] + COLLECT { MATCH (region)-[:EFFECTIVE_PARENT|PART_OF]->(up:Region) RETURN DISTINCT up.name }
      + COLLECT { MATCH (former:Region {region_code: left(region.region_code, 6)}) RETURN former.name }
FILTER none(city IN [''] + $names.city_prefixes WHERE any(district IN districts
  WHERE any(suffix IN $names.hub_names.town WHERE name = city + district + region.stem + suffix)))
RETURN team.team_id AS team_id, 'ERROR' AS severity,
  {name: region.stem + head($names.hub_names.town)} AS expected,
  {name: team.name} AS actual
ORDER BY team_id;
