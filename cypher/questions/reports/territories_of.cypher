// Where some teams lie
//
// Params:  team_ids
// Returns: places  [[team_id, territory_path]]
// Order:   one row
//
// :params {team_ids: ["T"]}
CYPHER 25
UNWIND $team_ids AS id
MATCH (team:Team {team_id: id})
RETURN collect([team.team_id, team.territory_path]) AS places
ORDER BY size(places);
