// What is held about a change's teams beside their rows
//
// Params:  team_ids
// Returns: revisions [[team_id, revision, territory_path, {imported_in, created_in}]] of the known teams,
//          superiors [[team_id, superior hub]],
//          deciders [[team_id, hub]] nearest first (P-6, I-12)
//
// :params {team_ids: ["T"]}
CYPHER 25
RETURN COLLECT {
    UNWIND $team_ids AS id MATCH (team:Team {team_id: id})
    RETURN [team.team_id, team.revision, team.territory_path, team { .imported_in, .created_in }] } AS revisions,
  COLLECT {
    UNWIND $team_ids AS id MATCH (team:Team {team_id: id})-[:SUPERIOR_HUB]->(superior:Hub) WHERE team:Hub
    RETURN [id, superior.team_id] } AS superiors,
  COLLECT {
    UNWIND $team_ids AS id
    MATCH (:Team {team_id: id})-[:LOCATED_IN]->(region:Region)
    MATCH (region) (()-[:EFFECTIVE_PARENT]->(:Region)){0,4} (above)-[:SEAT]->(hub:Hub)
    WHERE above.level IN ['district', 'city']
    RETURN [id, hub.team_id] ORDER BY id, hub.level DESC } AS deciders
ORDER BY size(revisions);
