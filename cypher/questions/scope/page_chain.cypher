// A page of the teams below a team: over liaison edges, and past legal-person hubs without one
//
// Rule:    三（三）, M-6; a team has one way up, so a chain is followed to its end.
// Params:  team_id; depth (at most 1000)  how far down is looked; level, team_kind  null for any;
//          after_distance, after  place of the page before; limit
// Returns: found  [[distance, team_id]] nearest first, the team itself and closed teams left out;
//          goes_on  whether the page is full, or somebody stands further down
// Order:   one row
//
// :params {team_id: "H500112", depth: 1, level: null, team_kind: null, after_distance: 0, after: "", limit: 3}
CYPHER 25
MATCH (h:Team {team_id: $team_id})
CALL (h) {
  MATCH (h) (()<-[e:LIAISON|STANDS_UNDER]-()){1,1000} (t)
  WHERE allReduce(steps = 0, edge IN e | steps + 1, steps <= toInteger($depth))
    AND t <> h AND t.status <> 'closed'
    AND ($level IS NULL OR t.level = $level)
    AND ($team_kind IS NULL OR t.team_kind = $team_kind)
  WITH t, min(size(e)) AS distance
  WITH t.team_id AS team_id, distance
  WHERE distance > $after_distance OR (distance = $after_distance AND team_id > $after)
  WITH distance, team_id ORDER BY distance, team_id LIMIT toInteger($limit)
  RETURN collect([distance, team_id]) AS found
}
RETURN found, CASE WHEN size(found) < $limit THEN EXISTS {
    MATCH (h) (()<-[e:LIAISON|STANDS_UNDER]-()){1,1000} () WHERE size(e) > $depth } ELSE true END AS goes_on
ORDER BY goes_on;
