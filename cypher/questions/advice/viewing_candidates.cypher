// Teams that a unit's team may choose as viewing team: the superior units' in its line of business
//
// Rule:    A-8
// Params:  region_code    the team's place
//          business_line  its line of business
// Returns: id, name, level
// Order:   the nearest level above first, its own level last, then id; the first twenty
//
// :params {region_code: "500112", business_line: "education"}
CYPHER 25
MATCH (region:Region {region_code: $region_code})
MATCH (region) (()-[up:EFFECTIVE_PARENT]->(:Region)){0,4} (above)
MATCH (viewer:Team {region_code: above.region_code})
USING INDEX SEEK viewer:Team(region_code, team_id)
WHERE viewer.team_id IS NOT NULL AND viewer:UnitTeam AND viewer.status = 'active' AND viewer.business_line = $business_line
RETURN viewer.team_id AS id, viewer.name AS name, viewer.level AS level
ORDER BY size(up) = 0, size(up), id LIMIT 20;
