// The teams that a team lets view it
//
// Rule:    I-16: sight, and nothing else.
// Params:  team_id
// Returns: id, name, level
// Order:   id
//
// :params {team_id: "T-500112-disabled"}
CYPHER 25
MATCH (:Team {team_id: $team_id})-[:VIEWING]->(viewer:Team)
RETURN viewer.team_id AS id, viewer.name AS name, viewer.level AS level
ORDER BY id;
