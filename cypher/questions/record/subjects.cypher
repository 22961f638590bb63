// The subjects of answers, a page at a time
//
// Params:  kind    team | region | registration_authority
//          within  a territory_path, null for all
//          after, limit
// Returns: subject
// Order:   subject
//
// :params {kind: "team", within: null, after: "", limit: 100}
CYPHER 25
CALL () {
  MATCH (team:Team)
  WHERE $kind = 'team' AND team.team_id > $after AND ($within IS NULL OR team.territory_path STARTS WITH $within)
  RETURN team.team_id AS subject ORDER BY subject LIMIT toInteger($limit)
  UNION ALL
  MATCH (region:Region)
  WHERE $kind = 'region' AND region.region_code > $after AND ($within IS NULL OR region.territory_path STARTS WITH $within)
  RETURN region.region_code AS subject ORDER BY subject LIMIT toInteger($limit)
  UNION ALL
  MATCH (authority:RegistrationAuthority)
  WHERE $kind = 'registration_authority' AND authority.authority_id > $after AND $within IS NULL
  RETURN authority.authority_id AS subject ORDER BY subject LIMIT toInteger($limit)
}
RETURN subject
ORDER BY subject;
