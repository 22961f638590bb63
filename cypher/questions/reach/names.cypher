// The teams whose names may read like a hub's
//
// Rule:    N-9, I-11.
// Params:  rows   [{name, region_code}] hubs' names before and after
//          names  the name forms: what a plain name leaves out
// Returns: team_id
// Order:   team_id
//
// :params {rows: [{name: "龙溪街道志愿服务总队", region_code: "500112011"}], names: {brackets_and_blanks: [[" ", ""]], city_prefixes: ["重庆市"], suffixes: ["志愿服务总队"]}}
CYPHER 25
UNWIND $rows AS row
OPTIONAL MATCH (region:Region {region_code: row.region_code})
LET plain = reduce(rest = reduce(text = normalize(row.name, NFKC), pair IN $names.brackets_and_blanks | replace(text, pair[0], pair[1])),
  place IN $names.city_prefixes + split(coalesce(region.qualified_name, ''), '·') |
  CASE WHEN rest STARTS WITH place AND NOT substring(rest, size(place)) IN $names.suffixes
    THEN substring(rest, size(place)) ELSE rest END)
CALL (row, plain) {
  MATCH (team:Team)
  WHERE team.name STARTS WITH row.name AND team.name = row.name
  RETURN team
  UNION
  MATCH (team:Team)
  WHERE team.plain_name CONTAINS left(plain, 3)
    AND (team.plain_name ENDS WITH plain OR replace(normalize(team.name, NFKC), ' ', '') ENDS WITH plain)
  RETURN team
}
RETURN DISTINCT team.team_id AS team_id
ORDER BY team_id;
