// The registration authorities
//
// Params:  after, limit
// Returns: authority
// Order:   authority_id
//
// :params {after: "", limit: 2}
CYPHER 25
MATCH (authority:RegistrationAuthority)
WHERE authority.authority_id > $after
RETURN authority { .authority_id, .name, .authority_kind, .division_code, .region_code,
  has_administrator: coalesce(authority.has_administrator, false) } AS authority
ORDER BY authority.authority_id
LIMIT toInteger($limit);
