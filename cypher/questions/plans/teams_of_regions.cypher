// The teams in these regions
//
// Params:  region_codes
// Returns: team_id, region_code, status
// Order:   team_id
//
// :params {region_codes: ["500112"]}
CYPHER 25
UNWIND $region_codes AS code
MATCH (:Region {region_code: code})<-[:LOCATED_IN]-(team:Team)
RETURN team.team_id AS team_id, team.region_code AS region_code, team.status AS status
ORDER BY team_id;
