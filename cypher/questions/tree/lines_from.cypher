// Lines beside the tree: liaison, viewing and registration from some teams, with where each leads
//
// Rule:    三（二）; a viewing line gives no review right (A-12).
// Params:  team_ids; kinds  LIAISON, VIEWING, REGISTERED_BY; limit
// Returns: from_id, kind, to_id, to_name, way  the regions from the top down to the other end
// Order:   kind, from_id, to_id
//
// :params {team_ids: ["H500112011"], kinds: ["LIAISON"], limit: 10}
CYPHER 25
UNWIND $team_ids AS from_id
MATCH (team:Team {team_id: from_id})-[line:LIAISON|VIEWING|REGISTERED_BY]->(other)
WHERE type(line) IN $kinds
OPTIONAL MATCH (office:Region {region_code: other.region_code})
RETURN from_id, type(line) AS kind, coalesce(other.team_id, other.authority_id) AS to_id, other.name AS to_name,
  [part IN split(coalesce(other.territory_path, office.territory_path, ''), '/') WHERE part <> ''] AS way
ORDER BY kind, from_id, to_id
LIMIT toInteger($limit);
