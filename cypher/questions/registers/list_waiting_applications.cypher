// Upgrade applications that wait for a decision
//
// Rule:    P-6
// Params:  team_id     whose applications, null for anybody's
//          applied_to  who is asked, null for anybody
//          after, limit
// Returns: one map per application, with the names of its team and of who is asked
// Order:   application_id
//
// :params {team_id: null, applied_to: null, after: "", limit: 101}
CYPHER 25
MATCH (application:UpgradeApplication {status: 'submitted'})-[:APPLIES_FOR]->(team:Team)
WHERE application.application_id > $after
  AND ($team_id IS NULL OR team.team_id = $team_id)
  AND ($applied_to IS NULL OR application.applied_to = $applied_to)
WITH application, team
ORDER BY application.application_id
LIMIT $limit
OPTIONAL MATCH (asked:Team {team_id: application.applied_to})
RETURN application {
    .application_id, team_id: team.team_id, .to_group, .applied_to, .reason,
    name: team.name, from_group: team.permission_group, applied_to_name: asked.name
  } AS row
ORDER BY row.application_id;
