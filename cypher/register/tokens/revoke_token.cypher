// Revoke a token
//
// Params:  token_id
// Returns: token_id  (no row for an unknown one)
//
// :params {token_id: "a"}
CYPHER 25
MATCH (token:Token {token_id: $token_id})
SET token.revoked_at = coalesce(token.revoked_at, datetime({timezone: '+08:00'}))
RETURN token.token_id AS token_id
ORDER BY token_id;
