// What is held about a change's teams beside their rows
//
// Params:  team_ids, application_ids
// Returns: revisions [[team_id, revision, territory_path]] of the known teams,
//          superiors [[team_id, superior hub]],
//          deciders [[team_id, hub]] nearest first (P-6, I-12),
//          applicants [[application_id, team_id]] of the known applications
//
// :params {team_ids: ["T"], application_ids: ["A-1"]}
CYPHER 25
RETURN COLLECT {
    UNWIND $team_ids AS id MATCH (team:Team {team_id: id})
    RETURN [team.team_id, team.revision, team.territory_path] } AS revisions,
  COLLECT {
    UNWIND $team_ids AS id MATCH (:Team {team_id: id})-[:SUPERIOR_HUB]->(superior:Hub) WITH id, superior
    RETURN [id, superior.team_id] } AS superiors,
  COLLECT {
    UNWIND $team_ids AS id
    MATCH (:Team {team_id: id})-[:LOCATED_IN]->(region:Region)
    MATCH (region) (()-[:EFFECTIVE_PARENT]->(:Region)){0,4} (above)-[:SEAT]->(hub:Hub)
    WHERE above.level IN ['district', 'city']
    RETURN [id, hub.team_id] ORDER BY id, hub.level DESC } AS deciders,
  COLLECT {
    UNWIND $application_ids AS id
    MATCH (application:UpgradeApplication {application_id: id})-[:APPLIES_FOR]->(team:Team)
    RETURN [application.application_id, team.team_id] } AS applicants
ORDER BY size(revisions);
