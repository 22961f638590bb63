// Upgrade applications that wait for a decision, and who may decide them
//
// Rule:    P-6, I-12.
// Params:  none
// Returns: application_id, decider  the hub applied to while it may decide, else the nearest that may, null for none
// Order:   application_id
//
// :params {}
CYPHER 25
MATCH (application:UpgradeApplication {status: 'submitted'})-[:APPLIES_FOR]->(:Team)-[:LOCATED_IN]->(region:Region)
LET deciders = COLLECT {
  MATCH (region) (()-[:EFFECTIVE_PARENT]->(:Region)){0,4} (above)-[:SEAT]->(hub:Hub)
  WHERE above.level IN ['district', 'city']
  RETURN hub.team_id ORDER BY hub.level DESC }
RETURN application.application_id AS application_id,
  CASE WHEN application.applied_to IN deciders THEN application.applied_to ELSE head(deciders) END AS decider
ORDER BY application_id;
