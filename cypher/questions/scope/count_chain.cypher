// How many teams are below a team, over liaison edges and past legal-person hubs without one
//
// Rule:    三（三）, M-6; "comparable" are a hub's, without
//          legal persons and branches, as in mismatched_teams.
// Params:  team_id
// Returns: in_chain, direct, comparable, comparable_in_region
// Order:   one row
//
// :params {team_id: "H500112"}
CYPHER 25
MATCH (h:Team {team_id: $team_id})
LET direct = COUNT {
  MATCH (h)<-[:LIAISON|STANDS_UNDER]-(m)
  WHERE m <> h AND m.status <> 'closed'
  RETURN DISTINCT m }
CALL (h) {
  MATCH (h) (()<-[:LIAISON|STANDS_UNDER]-()){1,1000} (t)
  WHERE t <> h AND t.status <> 'closed'
  WITH DISTINCT t, h
  LET comparable = NOT t:LegalPerson AND NOT EXISTS { (t)-[:BRANCH_OF]->() }
  RETURN count(t) AS in_chain, count(CASE WHEN h:Hub AND comparable THEN 1 END) AS comparable,
    count(CASE WHEN h:Hub AND comparable AND t.territory_path STARTS WITH h.territory_path THEN 1 END) AS comparable_in_region
}
RETURN in_chain, direct, comparable, comparable_in_region
ORDER BY in_chain;
