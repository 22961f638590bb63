// The names of teams
//
// Params:  team_ids
// Returns: team_id, name
// Order:   team_id
//
// :params {team_ids: ["H50"]}
CYPHER 25
UNWIND $team_ids AS id
MATCH (team:Team {team_id: id})
RETURN team.team_id AS team_id, team.name AS name
ORDER BY team_id;
