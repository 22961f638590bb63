// The pending teams of a list with the time since they wait: of the change that registered or loaded them
//
// Params:  team_ids; within  a territory_path, null for any
// Returns: waiting  [[team_id, team_id, since, second, nanosecond, level]]
// Order:   one row
//
// :params {team_ids: ["T"], within: null}
CYPHER 25
UNWIND $team_ids AS id
MATCH (team:Team {team_id: id})
WHERE $within IS NULL OR team.territory_path STARTS WITH $within
OPTIONAL MATCH (change:Change {revision: coalesce(team.created_in, team.imported_in[0], team.revision)})
WITH team, change.recorded_at AS since ORDER BY since, team.team_id
RETURN collect([team.team_id, team.team_id, toString(since), since.epochSeconds, since.nanosecond, team.level]) AS waiting
ORDER BY size(waiting);
