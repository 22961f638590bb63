// Where teams and regions lie in the tree
//
// Params:  subjects  team_ids and region_codes
// Returns: subject, path
// Order:   subject
//
// :params {subjects: ["H500112011", "500112011"]}
CYPHER 25
UNWIND $subjects AS subject
CALL (subject) {
  MATCH (team:Team {team_id: subject}) RETURN team.territory_path AS path
  UNION ALL
  MATCH (region:Region {region_code: subject}) RETURN region.territory_path AS path
}
WITH subject, path
WHERE path IS NOT NULL
RETURN subject, path
ORDER BY subject;
