// N-9 A non-hub's name neither equals nor reads like a hub's
//
// Of the whole network few names end like a hub's, and few hubs' names end otherwise: another name is
// sought among the hubs only if one of these bears it, or if they are fifty and more.
//
// Rule:    三（一）2, I-11
// Params:  team_ids  the teams asked about, null for the whole network
//          names  the name forms of name_patterns.json
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"], names: {hub_names: {city: ["重庆市志愿服务联合会"], district: ["志愿者协会", "志愿服务联合会"], town: ["志愿服务总队"], village: ["志愿服务大队"]}, non_hub_suffix: "志愿服务队", city_prefixes: ["重庆市"], responsible_units: {city: {display: "市文明办", pattern: ".*文明办"}, district: {display: "区县文明办", pattern: ".*文明办"}, town: {display: "乡镇政府、街道办事处", pattern: ".*(人民政府|办事处)"}, village: {display: "社区居委会、村委会", pattern: ".*(居民委员会|村民委员会)"}}}}
CYPHER 25
LET suffixes = $names.hub_names.district + $names.hub_names.town + $names.hub_names.village
LET odd = CASE WHEN $team_ids IS NULL THEN COLLECT {
    MATCH (hub:Hub)
    UNWIND [hub.name, hub.plain_name] AS name
    WITH name WHERE none(suffix IN suffixes WHERE name ENDS WITH suffix)
    RETURN DISTINCT name LIMIT 50 } ELSE [] END
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
MATCH (team)-[:LOCATED_IN]->(region:Region)
LET name = normalize(team.name, NFKC), places = $names.city_prefixes + split(coalesce(region.qualified_name, ''), '·')
LET bare = replace(name, ' ', '')
LET alike = reduce(line = [bare], place IN places |
    CASE WHEN place <> '' AND last(line) STARTS WITH place THEN line + substring(last(line), size(place)) ELSE line END),
  suffix = head([s IN suffixes WHERE bare ENDS WITH s])
FILTER $team_ids IS NOT NULL OR size(odd) = 50 OR suffix IS NOT NULL OR any(s IN suffixes WHERE team.plain_name ENDS WITH s)
  OR any(text IN alike + [name, team.name, team.plain_name] WHERE text IN odd)
LET hubs = COLLECT { MATCH (hub:Hub) WHERE hub.name IN alike + name + team.name RETURN DISTINCT hub.name },
  read_alike = EXISTS { MATCH (hub:Hub) USING INDEX SEEK hub:Hub(plain_name) WHERE hub.plain_name IN alike + team.plain_name },
  lawful = CASE WHEN suffix IS NULL OR name <> bare THEN [] ELSE COLLECT {
    MATCH (seat:Region {stem: left(name, size(name) - size(suffix))})
    WHERE suffix IN $names.hub_names[seat.level] OR name IN $names.hub_names.city
    RETURN name LIMIT 1 } END
FILTER suffix IS NOT NULL OR size(hubs) > 0 OR read_alike
RETURN team.team_id AS team_id, CASE WHEN size(lawful) > 0 OR name IN hubs OR team.name IN hubs THEN 'ERROR' ELSE 'WARN' END AS severity,
  {name: team.unit_name + $names.non_hub_suffix} AS expected,
  {name: team.name} AS actual
ORDER BY team_id;
