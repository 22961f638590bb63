// Keep a new token's digest with its role
//
// Params:  token  {token_id, digest, role, team_id, authority_id, expires_at (ISO 8601), note}
// Returns: token_id
//
// :params {token: {token_id: "a", digest: "0", role: "reader", expires_at: "2030-01-01T00:00:00Z"}}
CYPHER 25
CREATE (token:Token)
SET token += $token, token.created_at = datetime({timezone: '+08:00'}),
    token.expires_at = datetime($token.expires_at)
RETURN token.token_id AS token_id
ORDER BY token_id;
