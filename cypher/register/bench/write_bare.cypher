// Write one property of one team: what a change of the register is measured against
//
// Params:  team_id, value
// Returns: written
//
// :params {team_id: "H500112", value: "x"}
CYPHER 25
MATCH (team:Team {team_id: $team_id})
SET team.bench = $value
RETURN count(team) AS written
ORDER BY written;
