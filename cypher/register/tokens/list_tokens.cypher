// All tokens, without their digests
//
// Returns: token_id, role, team_id, authority_id, note, created_at, expires_at, revoked_at
// Order:   created_at, token_id
//
// :params {}
CYPHER 25
MATCH (token:Token)
RETURN token.token_id AS token_id, token.role AS role, token.team_id AS team_id, token.authority_id AS authority_id, token.note AS note,
  toString(token.created_at) AS created_at, toString(token.expires_at) AS expires_at,
  toString(token.revoked_at) AS revoked_at
ORDER BY created_at, token_id;
