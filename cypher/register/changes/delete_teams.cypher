// Delete teams with their persons, and revoke the tokens bound to them; nothing may point at them
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
