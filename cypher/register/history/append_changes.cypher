// Number changes in their order, keep them, and mark the team of each with it
//
// The counter is the last lock of every write: its value numbers the changes without gaps. A change
// of a team's records leaves the team as it was.
//
// Params:  changes  [{operation, team_id, token_id, role, reason, effective_from, request_id, before, after, …}];
//          one that is empty is none
// Returns: revisions, as the changes
//
// :params {changes: [{operation: "import"}]}
CYPHER 25
LET given = [change IN $changes WHERE change.operation IS NOT NULL]
MERGE (counter:Revision {id: 'graph'})
SET counter.value = coalesce(counter.value, 0) + size(given)
WITH given, counter.value - size(given) AS before
UNWIND range(1, size(given)) AS place
LET told = given[place - 1]
CREATE (change:Change {revision: before + place})
SET change += told,
  change.recorded_at = coalesce(datetime(told.recorded_at), datetime({timezone: '+08:00'}))
WITH change
CALL (change) {
  MATCH (team:Team {team_id: change.team_id})
  USING INDEX SEEK team:Team(team_id)
  SET team.revision = CASE WHEN change.rows_changes IS NULL THEN change.revision ELSE team.revision END,
    change.territory_paths = coalesce(change.territory_paths, [])
      + [path IN [team.territory_path] WHERE NOT path IN coalesce(change.territory_paths, [])]
}
WITH change.revision AS revision ORDER BY revision
RETURN collect(revision) AS revisions
ORDER BY size(revisions);
