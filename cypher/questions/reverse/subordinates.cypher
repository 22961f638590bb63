// A page of the teams below a team over liaison edges
//
// Params:  team_id; depth (1 to 12)  how far down is looked; after_distance, after  place of the page before; limit
// Returns: found  [[distance, team_id]] nearest first;
//          goes_on  whether the page is full, or somebody stands further down
// Order:   one row
//
// :params {team_id: "H500112", depth: 1, after_distance: 0, after: "", limit: 3}
CYPHER 25
MATCH (h:Team {team_id: $team_id})
CALL (h) {
  MATCH (h) (()<-[e:LIAISON]-()){1,12} (t)
  WHERE allReduce(steps = 0, edge IN e | steps + 1, steps <= toInteger($depth)) AND t <> h
  WITH t, min(size(e)) AS distance
  WITH t.team_id AS team_id, distance
  WHERE distance > $after_distance OR (distance = $after_distance AND team_id > $after)
  WITH distance, team_id ORDER BY distance, team_id LIMIT toInteger($limit)
  RETURN collect([distance, team_id]) AS found
}
RETURN found, CASE WHEN size(found) < $limit THEN EXISTS {
    MATCH (h) (()<-[e:LIAISON]-()){1,12} () WHERE size(e) > $depth } ELSE true END AS goes_on
ORDER BY goes_on;
