// The teams below a team over liaison edges, down to a depth
//
// Params:  team_id, depth (1 to 12)
// Returns: teams [[depth, team_id]] nearest first
//
// :params {team_id: "H500112", depth: 1}
CYPHER 25
MATCH (h:Team {team_id: $team_id})
CALL (h) {
  MATCH (h) (()<-[e:LIAISON]-()){1,12} (t)
  WHERE size(e) <= toInteger($depth) AND t <> h
  RETURN t.team_id AS team_id, min(size(e)) AS distance
  ORDER BY distance, team_id
}
RETURN collect([distance, team_id]) AS teams
ORDER BY size(teams);
