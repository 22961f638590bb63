// Teams in full: fields, edges as nodes, persons, and the affiliation that the notice wants
//
// Rule:    A-1, A-1f, A-2, A-4, A-7, A-7f, A-9; I-3, I-8.
// Params:  team_ids
// Returns: team (fields), liaison, registration_authority, branch_of [id, name, level] | null,
//          viewing [[id, name, level]], persons [[role, name, mobile, duties]],
//          expected [kind, [id, name, level] | null, provisional, rule_id]
// Order:   team_id
//
// :params {team_ids: ["H500112011"]}
CYPHER 25
UNWIND $team_ids AS team_id
MATCH (team:Team {team_id: team_id})-[:LOCATED_IN]->(region:Region)
LET liaison = head(COLLECT { MATCH (team)-[:LIAISON]->(n:Team) RETURN n }),
    authority = head(COLLECT { MATCH (team)-[:REGISTERED_BY]->(n:RegistrationAuthority) RETURN n }),
    parent = head(COLLECT { MATCH (team)-[:BRANCH_OF]->(n:Team) RETURN n }),
    superior = head(COLLECT { MATCH (team)-[:SUPERIOR_HUB]->(n:Hub) RETURN n })
LET seat = CASE WHEN team:Hub THEN superior ELSE coalesce(head(COLLECT { MATCH (region)-[:SEAT]->(n:Hub) RETURN n }), superior) END
LET wanted_authority = coalesce(authority, head(COLLECT {
      MATCH (region) (()-[up:EFFECTIVE_PARENT]->(:Region)){0,4} (above)
      MATCH (n:RegistrationAuthority {region_code: above.region_code}) USING INDEX n:RegistrationAuthority(region_code)
      RETURN n ORDER BY size(up), n.authority_id LIMIT 1 })),
    provisional = CASE WHEN team:Hub THEN seat.region_code <> head(COLLECT { MATCH (region)-[:EFFECTIVE_PARENT]->(up:Region) RETURN up.region_code })
      ELSE seat.region_code <> region.region_code END
RETURN team { .*, path: null, qualified_name: region.qualified_name } AS team,
  [liaison.team_id, liaison.name, liaison.level] AS liaison,
  [authority.authority_id, authority.name, null] AS registration_authority,
  [parent.team_id, parent.name, parent.level] AS branch_of,
  COLLECT { MATCH (team)-[:VIEWING]->(n:Team) RETURN [n.team_id, n.name, n.level] ORDER BY n.team_id } AS viewing,
  COLLECT { MATCH (team)-[:HAS_PERSON]->(n:Person) RETURN [n.role, n.name, n.mobile, n.duties] ORDER BY n.role } AS persons,
  CASE
    WHEN team:LegalPerson THEN ['registration_authority', [wanted_authority.authority_id, wanted_authority.name, null], false, 'A-4']
    WHEN parent IS NOT NULL THEN ['liaison', [parent.team_id, parent.name, parent.level], false, 'A-9']
    WHEN team:CityHub THEN ['none', null, false, 'A-2']
    ELSE ['liaison', [seat.team_id, seat.name, seat.level], coalesce(provisional, false),
      CASE WHEN team:Hub THEN 'A-1' ELSE 'A-7' END + CASE WHEN provisional THEN 'f' ELSE '' END] END AS expected
ORDER BY team_id;
