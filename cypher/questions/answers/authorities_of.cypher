// Registration authorities as answers: their names
//
// Params:  authority_ids
// Returns: authority_id, name
// Order:   authority_id
//
// :params {authority_ids: ["RA-500112"]}
CYPHER 25
UNWIND $authority_ids AS id
MATCH (authority:RegistrationAuthority {authority_id: id})
RETURN authority.authority_id AS authority_id, authority.name AS name
ORDER BY authority_id;
