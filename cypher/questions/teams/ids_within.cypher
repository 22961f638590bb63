// The ids of all teams in a territory
//
// Params:  within  a territory_path
// Returns: team_ids
//
// :params {within: "/50/500112/"}
CYPHER 25
MATCH (team:Team)
WHERE team.territory_path STARTS WITH $within
WITH team ORDER BY team.team_id
RETURN collect(team.team_id) AS team_ids
ORDER BY size(team_ids);
