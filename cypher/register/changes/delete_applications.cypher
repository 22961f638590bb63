// Take applications off the record
//
// Params:  application_ids
// Returns: application_id
// Order:   application_id
//
// :params {application_ids: ["A-1"]}
CYPHER 25
UNWIND $application_ids AS id
MATCH (application:UpgradeApplication {application_id: id})
LET application_id = application.application_id
DETACH DELETE application
RETURN application_id
ORDER BY application_id;
