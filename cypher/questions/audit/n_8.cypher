// N-8 A non-hub is named unit name + 志愿服务队
//
// Rule:    三（一）2
// Params:  team_ids  the teams asked about, null for the whole network
//          names  the name forms of name_patterns.json
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"], names: {hub_names: {city: ["重庆市志愿服务联合会"], district: ["志愿者协会", "志愿服务联合会"], town: ["志愿服务总队"], village: ["志愿服务大队"]}, non_hub_suffix: "志愿服务队", city_prefixes: ["重庆市"], responsible_units: {city: {display: "市文明办", pattern: ".*文明办"}, district: {display: "区县文明办", pattern: ".*文明办"}, town: {display: "乡镇政府、街道办事处", pattern: ".*(人民政府|办事处)"}, village: {display: "社区居委会、村委会", pattern: ".*(居民委员会|村民委员会)"}}}}
CYPHER 25
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id) WHERE NOT team:Hub
  RETURN team
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (team:Team) WHERE NOT team:Hub
  RETURN team
}
FILTER NOT team:LegalPerson
FILTER team.unit_name IS NULL OR normalize(team.name, NFKC) <> normalize(team.unit_name + $names.non_hub_suffix, NFKC)
RETURN team.team_id AS team_id, 'WARN' AS severity,
  {name: team.unit_name + $names.non_hub_suffix} AS expected,
  {name: team.name} AS actual
ORDER BY team_id;
