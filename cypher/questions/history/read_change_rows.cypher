// What a change kept of the rows before and after it
//
// Params:  revision
// Returns: change {revision, operation, team_id, application_id, before, after, application_before, application_after, rows_before, rows_plan, reset}
//
// :params {revision: 1}
CYPHER 25
MATCH (change:Change {revision: $revision})
RETURN change { .revision, .operation, .team_id, .application_id, .before, .after, .application_before,
    .application_after, .rows_before, .rows_plan, .reset } AS change
ORDER BY change.revision;
