// The hub that sets a hub's permission group: its superior by territory
//
// Rule:    P-1, P-2, P-3, I-8
// Params:  team_id
// Returns: id, name, level
// Order:   id
//
// :params {team_id: "H500112011"}
CYPHER 25
MATCH (team:Team {team_id: $team_id}) USING INDEX SEEK team:Team(team_id)
MATCH (team)-[:SUPERIOR_HUB]->(superior:Hub)
RETURN superior.team_id AS id, superior.name AS name, superior.level AS level
ORDER BY id;
