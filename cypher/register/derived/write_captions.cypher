// Write the captions that pictures show: of places, of authorities, of teams
//
// A caption breaks at blanks only: before the words of $captions.marks, and inside what stays
// longer than four characters. A hub bears its region's; other teams lose what stands around them.
//
// Params:  captions  {dropped, marks}: what a team's caption leaves out, where a caption breaks
//          whole  false for authorities alone
//          region_codes  the regions whose name or path changed, null for all
// Returns: written (nodes whose caption changed)
//
// :params {captions: {dropped: ["重庆市", "志愿服务队"], marks: ["街道", "社区"]}, whole: true, region_codes: null}
CYPHER 25
CALL () {
  UNWIND $region_codes AS code
  MATCH (node:Region {region_code: code})
  RETURN node
  UNION ALL
  UNWIND $region_codes AS code
  MATCH (:Region {region_code: code})<-[:LOCATED_IN]-(node:Team)
  RETURN node
  UNION ALL
  UNWIND CASE WHEN $region_codes IS NULL THEN [true] ELSE [] END AS all_of_them
  MATCH (node:Region|RegistrationAuthority|Team)
  WHERE $whole OR node:RegistrationAuthority
  RETURN node
}
LET region = head(COLLECT { MATCH (node)-[:LOCATED_IN]->(region:Region) WHERE node:Team RETURN region })
LET shown = CASE
    WHEN region IS NULL THEN node.name
    WHEN node:Hub THEN region.name
    ELSE reduce(text = node.name, name IN $captions.dropped + split(coalesce(region.qualified_name, region.name), '·') | replace(text, name, ' ')) END
LET parts = split(reduce(text = CASE WHEN trim(shown) = '' THEN node.name ELSE shown END,
    mark IN $captions.marks | replace(text, mark, ' ' + mark)), ' ')
LET caption = trim(reduce(text = '', part IN [part IN parts WHERE part <> ''] | text + reduce(
    piece = '', at IN range(0, size(part) - 1, toInteger(ceil(size(part) / ceil(size(part) / 4.0))))
    | piece + ' ' + substring(part, at, toInteger(ceil(size(part) / ceil(size(part) / 4.0)))))))
FILTER coalesce(node.caption, '') <> caption
SET node.caption = caption
RETURN count(node) AS written
ORDER BY written;
