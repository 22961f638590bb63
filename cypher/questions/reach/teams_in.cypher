// The teams in these regions, as they compare with others
//
// Params:  region_codes
// Returns: team_id, name, region_code, uscc, is_hub, passed_by  whether walks may pass it to its superior hub
// Order:   team_id
//
// :params {region_codes: ["500112"]}
CYPHER 25
UNWIND $region_codes AS code
MATCH (:Region {region_code: code})<-[:LOCATED_IN]-(team:Team)
RETURN team.team_id AS team_id, team.name AS name, team.region_code AS region_code, team.uscc AS uscc,
  team:Hub AS is_hub, team:Hub AND team:LegalPerson AS passed_by
ORDER BY team_id;
