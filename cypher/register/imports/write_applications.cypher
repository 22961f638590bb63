// Write upgrade applications
//
// Params:  rows  [{application_id, team_id, properties}]
// Returns: written
//
// :params {rows: [{application_id: "A-1", team_id: "T-1", properties: {to_group: "junior_project", status: "submitted"}}]}
CYPHER 25
UNWIND $rows AS row
MATCH (team:Team {team_id: row.team_id})
MERGE (application:UpgradeApplication {application_id: row.application_id})
SET application += row.properties
WITH application, team
CALL (application) {
  MATCH (application)-[old:APPLIES_FOR]->()
  DELETE old
}
CREATE (application)-[:APPLIES_FOR]->(team)
RETURN count(application) AS written
ORDER BY written;
