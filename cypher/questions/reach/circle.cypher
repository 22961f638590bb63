// The teams on the circles of liaison edges that pass these
//
// Rule:    A-11.
// Params:  team_ids
// Returns: team_id
// Order:   team_id
//
// :params {team_ids: ["H500112011"]}
CYPHER 25
UNWIND $team_ids AS id
MATCH (start:Team {team_id: id})
MATCH (start) (()-[:LIAISON]->(step:Team)){1,64} (start)
UNWIND step AS team
RETURN DISTINCT team.team_id AS team_id
ORDER BY team_id;
