// Upgrade applications as rows of a register
//
// Params:  application_ids
// Returns: one map per application, keyed by column
// Order:   application_id
//
// :params {application_ids: ["A-1"]}
CYPHER 25
UNWIND $application_ids AS application_id
MATCH (application:UpgradeApplication {application_id: application_id})-[:APPLIES_FOR]->(team:Team)
RETURN application {
    .application_id, team_id: team.team_id, .to_group, .granted_group, .applied_to, .decided_by,
    .status, .reason, .decided_at
  } AS row
ORDER BY application_id;
