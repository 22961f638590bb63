// Teams that are in a hub's chain or in its region, but not in both
//
// Rule:    M-6: data quality; legal persons and branches are left out.
// Params:  team_id
// Returns: team_ids  in order
//
// :params {team_id: "H500112"}
CYPHER 25
MATCH (h:Team {team_id: $team_id})
WHERE h:Hub
LET within = h.territory_path
LET chain = COLLECT {
  MATCH (h) (()<-[:LIAISON|STANDS_UNDER]-()){1,1000} (t)
  WHERE t <> h AND t.status <> 'closed' AND NOT t:LegalPerson AND NOT EXISTS { (t)-[:BRANCH_OF]->() }
  RETURN DISTINCT t }
CALL (h, within, chain) {
  UNWIND chain AS t
  WITH t, within
  WHERE NOT t.territory_path STARTS WITH within
  RETURN t
  UNION
  MATCH (t:Team)
  WHERE t.territory_path STARTS WITH within AND t.team_id <> $team_id
  WITH t, h
  WHERE t.status <> 'closed' AND NOT t:LegalPerson AND NOT EXISTS { (t)-[:BRANCH_OF]->() }
    AND NOT EXISTS { (t) (()-[:LIAISON|STANDS_UNDER]->()){1,1000} (h) }
  RETURN t
}
WITH t.team_id AS team_id
ORDER BY team_id
RETURN collect(team_id) AS team_ids
ORDER BY size(team_ids);
