// The subjects of answers, a page at a time
//
// What lies in a district is sought there; what lies in the whole city is found sooner by its id.
//
// Params:  kind    team | region | registration_authority
//          within  a territory_path, null for all
//          after, limit
// Returns: subject
// Order:   subject
//
// :params {kind: "team", within: null, after: "", limit: 100}
CYPHER 25
LET is_everywhere = $within IS NULL OR EXISTS { (:Region {region_code: split($within, '/')[-2], level: 'city'}) }
CALL (is_everywhere) {
  WHEN $kind = 'team' AND is_everywhere THEN {
    MATCH (team:Team)
    WHERE team.team_id > $after AND ($within IS NULL OR team.territory_path STARTS WITH $within)
    RETURN team.team_id AS subject ORDER BY subject LIMIT toInteger($limit) }
  WHEN $kind = 'team' THEN {
    MATCH (team:Team) USING INDEX SEEK team:Team(territory_path, team_id)
    WHERE team.territory_path STARTS WITH $within AND team.team_id > $after
    RETURN team.team_id AS subject ORDER BY subject LIMIT toInteger($limit) }
  WHEN $kind = 'region' AND is_everywhere THEN {
    MATCH (region:Region)
    WHERE region.region_code > $after AND ($within IS NULL OR region.territory_path STARTS WITH $within)
    RETURN region.region_code AS subject ORDER BY subject LIMIT toInteger($limit) }
  WHEN $kind = 'region' THEN {
    MATCH (region:Region) USING INDEX SEEK region:Region(territory_path)
    WHERE region.territory_path STARTS WITH $within AND region.region_code > $after
    RETURN region.region_code AS subject ORDER BY subject LIMIT toInteger($limit) }
  WHEN $within IS NULL THEN {
    MATCH (authority:RegistrationAuthority)
    WHERE authority.authority_id > $after
    RETURN authority.authority_id AS subject ORDER BY subject LIMIT toInteger($limit) }
}
RETURN subject
ORDER BY subject;
