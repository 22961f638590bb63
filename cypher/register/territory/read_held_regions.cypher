// The regions that a change names with what stands directly above and below them, and their teams
//
// Rule:    I-21.
// Params:  region_codes  all that are named
//          ending        those of them that may end
// Returns: rows [{region_code, …, ended}] as a file has them, paths [[region_code, territory_path]],
//          team_ids of the teams on those that may end, less their hubs; known_before, the named
//          codes that a change told of
//
// :params {region_codes: ["500112", "500157"], ending: ["500112"]}
CYPHER 25
LET regions = COLLECT {
    UNWIND $region_codes AS code
    MATCH (named:Region {region_code: code})
    MATCH (named)-[:PART_OF|SUCCEEDED_BY]-{0,1}(region:Region)
    RETURN DISTINCT region }
RETURN [region IN regions | region { .region_code, .name, .committee_name, .level, .kind, .edition, .valid_from, .valid_to,
      ended: CASE WHEN region.ended THEN 'true' END,
      parent_code: head(COLLECT { MATCH (region)-[:PART_OF]->(parent:Region) RETURN parent.region_code }),
      succeeded_by: COLLECT { MATCH (region)-[:SUCCEEDED_BY]->(next:Region) RETURN next.region_code ORDER BY next.region_code }
    }] AS rows,
  [region IN regions | [region.region_code, region.territory_path]] AS paths,
  COLLECT {
    UNWIND $ending AS code
    MATCH (:Region {region_code: code})<-[:LOCATED_IN]-(team:Team)
    WHERE NOT team:Hub
    RETURN team.team_id ORDER BY team.team_id } AS team_ids,
  COLLECT {
    UNWIND $region_codes AS code
    WITH code
    WHERE EXISTS { MATCH (told:AnswerChange {subject: code}) WHERE told.revision IS NOT NULL }
    RETURN code ORDER BY code } AS known_before
ORDER BY size(rows);
