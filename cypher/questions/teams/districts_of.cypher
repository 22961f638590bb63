// The district of each team (the city's own teams: the city)
//
// Params:  team_ids
// Returns: team_id, region_code, name
// Order:   team_id
//
// :params {team_ids: ["H500112011"]}
CYPHER 25
UNWIND $team_ids AS id
MATCH (team:Team {team_id: id})
LET parts = split(team.territory_path, '/')
MATCH (district:Region {region_code: coalesce(nullIf(parts[2], ''), parts[1])})
RETURN team.team_id AS team_id, district.region_code AS region_code, district.name AS name
ORDER BY team_id;
