// Registration authorities as rows of a register
//
// Params:  authority_ids
// Returns: one map per authority, keyed by column
// Order:   authority_id
//
// :params {authority_ids: ["RA-500112"]}
CYPHER 25
UNWIND $authority_ids AS authority_id
MATCH (authority:RegistrationAuthority {authority_id: authority_id})
RETURN authority { .authority_id, .name, .authority_kind, .division_code, .region_code,
    has_administrator: toString(authority.has_administrator) } AS row
ORDER BY authority_id;
