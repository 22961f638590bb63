// Teams of a hub's scope with the marks that edges and places give
//
// Params:  team_id  the hub's; team_ids  the teams'
// Returns: summary, in_region, liaison_steps (null outside the chain), is_legal_person, is_branch, divisions
// Order:   index
//
// :params {team_id: "H500112", team_ids: ["H500112011"]}
CYPHER 25
MATCH (h:Team {team_id: $team_id})
UNWIND range(0, size($team_ids) - 1) AS index
MATCH (t:Team {team_id: $team_ids[index]})
LET liaison_steps = head(COLLECT {
  MATCH (t) ((a)-[e:LIAISON|SUPERIOR_HUB]->()
    WHERE NOT e:SUPERIOR_HUB OR (a:LegalPerson AND NOT EXISTS { (a)-[:LIAISON]->() })){1,12} (h)
  RETURN size(e) ORDER BY size(e) LIMIT 1 })
RETURN index, t { .team_id, .name, .display_name, .team_kind, .level, .region_code,
    .registration_status, .permission_group, .status } AS summary,
  h:Hub AND t.territory_path STARTS WITH h.territory_path AS in_region,
  liaison_steps, t:LegalPerson AS is_legal_person, EXISTS { (t)-[:BRANCH_OF]->() } AS is_branch,
  size(split(t.territory_path, '/')) - size(split(h.territory_path, '/')) AS divisions
ORDER BY index;
