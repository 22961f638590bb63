// What points at a team and so keeps it from being deleted
//
// Params:  team_ids
// Returns: team_id, by [[relationship or column, id]], at most ten of each
// Order:   team_id
//
// :params {team_ids: ["H500112011"]}
CYPHER 25
UNWIND $team_ids AS id
MATCH (team:Team {team_id: id})
LET by = COLLECT {
  MATCH (team)<-[edge:LIAISON|VIEWING|BRANCH_OF|APPLIES_FOR|OF_TEAM|DECIDED_BY]-(other)
  RETURN [type(edge), coalesce(other.record_id, other.team_id, other.application_id)]
  ORDER BY type(edge), coalesce(other.record_id, other.team_id, other.application_id) LIMIT 10 }
  + COLLECT {
  CALL (id) {
    MATCH (application:UpgradeApplication {applied_to: id}) USING INDEX SEEK application:UpgradeApplication(applied_to)
    RETURN application
    UNION
    MATCH (application:UpgradeApplication {decided_by: id}) USING INDEX SEEK application:UpgradeApplication(decided_by)
    RETURN application
  }
  RETURN ['applied_to, decided_by', application.application_id]
  ORDER BY application.application_id LIMIT 10 }
FILTER size(by) > 0
RETURN team.team_id AS team_id, by
ORDER BY team_id;
