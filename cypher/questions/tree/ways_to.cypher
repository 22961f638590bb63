// Where teams and registration authorities stand in the tree: the regions from the top down to each
//
// Params:  ids
// Returns: id, holds_seat, way [region_code]
// Order:   id
//
// :params {ids: ["H500112011", "RA-500112"]}
CYPHER 25
UNWIND $ids AS id
OPTIONAL MATCH (team:Team {team_id: id})
OPTIONAL MATCH (authority:RegistrationAuthority {authority_id: id})
OPTIONAL MATCH (office:Region {region_code: authority.region_code})
FILTER team IS NOT NULL OR authority IS NOT NULL
LET path = coalesce(team.territory_path, office.territory_path, '')
RETURN DISTINCT id, EXISTS { (:Region)-[:SEAT]->(team) } AS holds_seat,
  [part IN split(path, '/') WHERE part <> ''] AS way
ORDER BY id;
