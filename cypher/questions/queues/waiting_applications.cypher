// The applications that wait for a team's decision, with the time since they wait: of the change that brought them
//
// Rule:    P-6
// Params:  reviewer_id; within  a territory_path of the applying teams, null for any
// Returns: waiting  [[application_id, team_id, since, second, nanosecond, level]]
// Order:   one row
//
// :params {reviewer_id: "H500112", within: null}
CYPHER 25
MATCH (application:UpgradeApplication {status: 'submitted'})-[:APPLIES_FOR]->(team:Team)
WHERE application.applied_to = $reviewer_id AND ($within IS NULL OR team.territory_path STARTS WITH $within)
LET since = coalesce(head(COLLECT {
    MATCH (change:Change {team_id: team.team_id})
    WHERE change.revision > 0 AND change.application_id = application.application_id
    RETURN change.recorded_at ORDER BY change.revision LIMIT 1 }), head(COLLECT {
    MATCH (change:Change {revision: coalesce(team.imported_in[-1], team.revision)}) RETURN change.recorded_at }))
WITH application, team, since ORDER BY since, application.application_id
RETURN collect([application.application_id, team.team_id, toString(since), since.epochSeconds, since.nanosecond, team.level]) AS waiting
ORDER BY size(waiting);
