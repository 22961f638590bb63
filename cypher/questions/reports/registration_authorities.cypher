// A page of the registration authorities: registered teams, teams of organisations filed in their towns, administrators
//
// An organisation that is filed and has no team stands in no register here, so its town is what is told.
//
// Rule:    Q-4, I-23
// Params:  after  authority_id of the page before; limit
// Returns: authority  {authority_id, name, authority_kind, region_code, has_administrator}, registered  [[status, teams]],
//          without_administrator (registered teams), filed (teams), towns, towns_without (region codes, no filed team)
// Order:   authority_id
//
// :params {after: "", limit: 3}
CYPHER 25
MATCH (authority:RegistrationAuthority)
WHERE authority.authority_id > $after
WITH authority ORDER BY authority.authority_id
LIMIT toInteger($limit)
LET registered = COLLECT {
    MATCH (authority)<-[:REGISTERED_BY]-(team:Team)
    WITH team.status AS status, count(*) AS teams
    RETURN [status, teams] ORDER BY status },
  without_administrator = COUNT {
    MATCH (authority)<-[:REGISTERED_BY]-(team:Team)
    WHERE team.status <> 'closed' AND NOT EXISTS { (team)-[:HAS_PERSON]->(:Person {role: 'system_administrator'}) } },
  towns = COLLECT {
    MATCH (district:Region {region_code: authority.region_code, level: 'district'})<-[:EFFECTIVE_PARENT]-(town:Region)
    RETURN town.region_code ORDER BY town.region_code }
LET filed_in = CASE WHEN size(towns) = 0 THEN [] ELSE COLLECT {
    MATCH (team:Team) USING INDEX team:Team(filing_office)
    WHERE team.filing_office IN towns AND team.status <> 'closed'
    RETURN team.filing_office } END
RETURN authority { .authority_id, .name, .authority_kind, .region_code, has_administrator: coalesce(authority.has_administrator, false) } AS authority,
  registered, without_administrator, size(filed_in) AS filed, size(towns) AS towns,
  [town IN towns WHERE NOT town IN filed_in] AS towns_without
ORDER BY authority.authority_id;
