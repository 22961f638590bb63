// Changes in the order of their revision, after one of them
//
// Params:  after (revision); team_id, within (territory path), operation, since, until (ISO times)  each null for any; limit
// Returns: told (one map)
// Order:   revision
//
// :params {after: 0, team_id: null, within: null, operation: null, since: null, until: null, limit: 2}
CYPHER 25
MATCH (change:Change)
WHERE change.revision > $after
  AND ($team_id IS NULL OR change.team_id = $team_id)
  AND ($within IS NULL OR any(path IN change.territory_paths
    WHERE path STARTS WITH $within OR (change.operation = 'import' AND $within STARTS WITH path)))
  AND ($operation IS NULL OR change.operation = $operation)
  AND ($since IS NULL OR change.recorded_at >= datetime($since))
  AND ($until IS NULL OR change.recorded_at < datetime($until))
WITH change ORDER BY change.revision LIMIT toInteger($limit)
RETURN change {
    .revision, recorded_at: toString(change.recorded_at), .effective_from, .operation, .team_id,
    .application_id, .token_id, .role, .acting_team_id, .acting_authority_id, .record_id, .request_id, .reason, .before, .after,
    .application_before, .application_after, .accepted, .counts } AS told
ORDER BY told.revision;
