// What these ids are called
//
// Params:  ids  of teams, regions and registration authorities; others are passed over
// Returns: kind, id, name
// Order:   kind, id
//
// :params {ids: ["H500112011", "500112"]}
CYPHER 25
UNWIND $ids AS id
CALL (id) {
  MATCH (team:Team {team_id: id}) RETURN 'team' AS kind, team.name AS name
  UNION ALL
  MATCH (region:Region {region_code: id}) RETURN 'region' AS kind, region.name AS name
  UNION ALL
  MATCH (authority:RegistrationAuthority {authority_id: id}) RETURN 'registration_authority' AS kind, authority.name AS name
}
RETURN kind, id, name
ORDER BY kind, id;
