// The teams that registration authorities concern: registered there, or to be registered there
//
// Rule:    A-4, A-13.
// Params:  authority_ids; region_codes  where these authorities are or were
// Returns: team_id
// Order:   team_id
//
// :params {authority_ids: ["RA-500112"], region_codes: ["500112"]}
CYPHER 25
CALL () {
  UNWIND $authority_ids AS id
  MATCH (:RegistrationAuthority {authority_id: id})<-[:REGISTERED_BY]-(team:Team)
  RETURN team
  UNION
  UNWIND $region_codes AS code
  MATCH (:Region {region_code: code}) (()<-[:EFFECTIVE_PARENT]-(:Region)){0,4} (place)
  MATCH (place)<-[:LOCATED_IN]-(team:LegalPerson)
  WHERE NOT EXISTS { (team)-[:REGISTERED_BY]->() }
  RETURN team
}
RETURN DISTINCT team.team_id AS team_id
ORDER BY team_id;
