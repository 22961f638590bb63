// The teams that compare as equal: by plain name in one region, or by credit code
//
// Rule:    N-12, A-14.
// Params:  rows   [{name, region_code, uscc}] before and after
//          names  the name forms: what a plain name leaves out
// Returns: team_id
// Order:   team_id
//
// :params {rows: [{name: "龙溪街道志愿服务总队", region_code: "500112011", uscc: null}], names: {brackets_and_blanks: [[" ", ""]], city_prefixes: ["重庆市"], suffixes: ["志愿服务总队"]}}
CYPHER 25
UNWIND $rows AS row
OPTIONAL MATCH (region:Region {region_code: row.region_code})
LET plain_uscc = nullIf(toUpper(replace(replace(normalize(row.uscc, NFKC), ' ', ''), '-', '')), ''),
    plain_name = reduce(rest = reduce(text = normalize(row.name, NFKC), pair IN $names.brackets_and_blanks | replace(text, pair[0], pair[1])),
      place IN $names.city_prefixes + split(coalesce(region.qualified_name, ''), '·') |
      CASE WHEN rest STARTS WITH place AND NOT substring(rest, size(place)) IN $names.suffixes
        THEN substring(rest, size(place)) ELSE rest END)
CALL (row, plain_name, plain_uscc) {
  MATCH (team:Team {plain_name: plain_name, region_code: row.region_code})
  USING INDEX SEEK team:Team(plain_name, region_code)
  RETURN team
  UNION
  MATCH (team:Team {plain_uscc: plain_uscc})
  USING INDEX SEEK team:Team(plain_uscc)
  RETURN team
}
RETURN DISTINCT team.team_id AS team_id
ORDER BY team_id;
