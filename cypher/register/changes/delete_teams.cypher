// Delete teams with their persons; nothing may point at them
//
// Params:  team_ids
// Returns: team_id, imported_in (the changes that loaded it)
// Order:   team_id
//
// :params {team_ids: ["T-1"]}
CYPHER 25
UNWIND $team_ids AS id
MATCH (team:Team {team_id: id})
LET team_id = team.team_id, imported_in = coalesce(team.imported_in, [])
CALL (team) {
  MATCH (team)-[:HAS_PERSON]->(person:Person)
  DETACH DELETE person
}
DETACH DELETE team
RETURN team_id, imported_in
ORDER BY team_id;
