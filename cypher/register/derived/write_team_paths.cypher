// Carry the regions' paths and qualified names over to their teams; names and codes as they compare
//
// Rule:    N-9, N-12, A-14
// Params:  region_codes  the regions whose path or name changed, null for all
//          names  the name forms: what a plain name leaves out
// Returns: written (teams that changed)
//
// :params {region_codes: null, names: {brackets_and_blanks: [[" ", ""]], city_prefixes: ["重庆市"], suffixes: ["志愿服务队"]}}
CYPHER 25
CALL () {
  UNWIND $region_codes AS code
  MATCH (region:Region {region_code: code})
  RETURN region
  UNION ALL
  UNWIND CASE WHEN $region_codes IS NULL THEN [true] ELSE [] END AS whole
  MATCH (region:Region)
  RETURN region
}
MATCH (region)<-[:LOCATED_IN]-(team:Team)
LET display_name = team.name + coalesce('（' + region.qualified_name + '）', ''),
    plain_uscc = nullIf(toUpper(replace(replace(normalize(team.uscc, NFKC), ' ', ''), '-', '')), ''),
    plain_name = reduce(rest = reduce(text = normalize(team.name, NFKC), pair IN $names.brackets_and_blanks | replace(text, pair[0], pair[1])),
      place IN $names.city_prefixes + split(coalesce(region.qualified_name, ''), '·') |
      CASE WHEN rest STARTS WITH place AND NOT substring(rest, size(place)) IN $names.suffixes
        THEN substring(rest, size(place)) ELSE rest END)
FILTER coalesce(team.territory_path, '') <> region.territory_path
  OR coalesce(team.display_name, '') <> display_name
  OR coalesce(team.plain_name, '') <> plain_name
  OR coalesce(team.plain_uscc, '') <> coalesce(plain_uscc, '')
  OR team.level <> region.level
SET team.territory_path = region.territory_path, team.display_name = display_name,
    team.level = region.level, team.plain_name = plain_name, team.plain_uscc = plain_uscc
RETURN count(team) AS written
ORDER BY written;
