// Which of these ids are on record
//
// Params:  team_ids, region_codes, authority_ids  lists, never null
// Returns: teams, regions, authorities  the known ones
//
// :params {team_ids: ["H50"], region_codes: ["50"], authority_ids: ["RA-500112"]}
CYPHER 25
RETURN COLLECT { UNWIND $team_ids AS id MATCH (team:Team {team_id: id}) RETURN team.team_id } AS teams,
  COLLECT { UNWIND $region_codes AS id MATCH (region:Region {region_code: id}) RETURN region.region_code } AS regions,
  COLLECT { UNWIND $authority_ids AS id
    MATCH (authority:RegistrationAuthority {authority_id: id}) RETURN authority.authority_id } AS authorities
ORDER BY size(teams);
