// How many teams lie in each district (the city's own teams: the city)
//
// Returns: region_code, name, teams
// Order:   region_code
//
// :params {}
CYPHER 25
MATCH (team:Team)
LET parts = split(team.territory_path, '/')
WITH coalesce(nullIf(parts[2], ''), parts[1]) AS code, count(team) AS teams
MATCH (district:Region {region_code: code})
RETURN district.region_code AS region_code, district.name AS name, teams
ORDER BY region_code;
