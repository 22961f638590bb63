// Delete teams with their persons, and revoke the tokens bound to them; nothing may point at them
//
// What is gone leaves a mark: when it was created, and the changes of many that touched it.
//
// Params:  team_ids
// Returns: team_id
// Order:   team_id
//
// :params {team_ids: ["T-1"]}
CYPHER 25
UNWIND $team_ids AS id
MATCH (team:Team {team_id: id})
LET team_id = team.team_id
CALL (team) {
  MERGE (gone:Gone {subject: team.team_id})
  SET gone.created_in = coalesce(gone.created_in, team.created_in),
    gone.imported_in = coalesce(gone.imported_in, [])
      + [known IN coalesce(team.imported_in, []) WHERE NOT known IN coalesce(gone.imported_in, [])]
}
CALL (team) {
  MATCH (team)-[:HAS_PERSON]->(person:Person)
  DETACH DELETE person
}
CALL (team_id) {
  MATCH (token:Token {team_id: team_id})
  SET token.revoked_at = coalesce(token.revoked_at, datetime({timezone: '+08:00'}))
}
DETACH DELETE team
RETURN team_id
ORDER BY team_id;
