// Every change of one team, the imports that loaded it included; also of one that was deleted
//
// Params:  team_id; after (revision), limit
// Returns: change (one map)
// Order:   revision
//
// :params {team_id: "T", after: 0, limit: 2}
CYPHER 25
CALL () {
  MATCH (change:Change {team_id: $team_id}) USING INDEX SEEK change:Change(team_id, revision)
  WHERE change.revision > $after
  RETURN change
  UNION
  MATCH (team:Team {team_id: $team_id})
  UNWIND team.imported_in AS revision
  MATCH (change:Change {revision: revision})
  RETURN change
  UNION
  MATCH (gone:Change {team_id: $team_id}) USING INDEX SEEK gone:Change(team_id, revision)
  WHERE gone.revision IS NOT NULL
  UNWIND gone.imported_in AS revision
  MATCH (change:Change {revision: revision})
  RETURN change
  UNION
  MATCH (change:Change)-[:TOUCHES]->(team:Team {team_id: $team_id}) USING INDEX SEEK team:Team(team_id)
  RETURN change
}
WITH DISTINCT change
WHERE change.revision > $after
RETURN change {
    .revision, recorded_at: toString(change.recorded_at), .effective_from, .operation, .team_id,
    .application_id, .token_id, .role, .acting_team_id, .acting_authority_id, .record_id, .request_id, .reason, .before, .after,
    .application_before, .application_after, .accepted, .counts } AS change
ORDER BY change.revision
LIMIT toInteger($limit);
