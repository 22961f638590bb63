// The token of a digest, if it is neither revoked nor expired
//
// Params:  digest
// Returns: token_id, role, team_id, authority_id, digest
//
// :params {digest: "0"}
CYPHER 25
MATCH (token:Token {digest: $digest})
WHERE token.revoked_at IS NULL AND token.expires_at > datetime()
RETURN token.token_id AS token_id, token.role AS role, token.team_id AS team_id, token.authority_id AS authority_id, token.digest AS digest
ORDER BY token_id;
