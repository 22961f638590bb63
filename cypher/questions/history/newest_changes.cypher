// Changes from a revision down
//
// Params:  upto (revision); team_id, within (territory path)  each null for any; limit
// Returns: told (one map)
// Order:   revision, newest first
//
// :params {upto: 2, team_id: null, within: null, limit: 2}
CYPHER 25
MATCH (change:Change)
WHERE change.revision <= $upto
  AND ($team_id IS NULL OR change.team_id = $team_id)
  AND ($within IS NULL OR any(path IN change.territory_paths
    WHERE path STARTS WITH $within OR (change.operation = 'import' AND $within STARTS WITH path)))
WITH change ORDER BY change.revision DESC LIMIT toInteger($limit)
RETURN change {
    .revision, recorded_at: toString(change.recorded_at), .effective_from, .operation, .team_id,
    .application_id, .token_id, .role, .acting_team_id, .acting_authority_id, .record_id, .request_id, .reason, .before, .after,
    .application_before, .application_after, .accepted, .counts } AS told
ORDER BY told.revision DESC;
