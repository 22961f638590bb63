// The tokens in force that are bound to these teams
//
// Params:  team_ids
// Returns: token_id, team_id
// Order:   token_id
//
// :params {team_ids: ["H500112011"]}
CYPHER 25
MATCH (token:Token)
WHERE token.team_id IN $team_ids AND token.revoked_at IS NULL
  AND (token.expires_at IS NULL OR token.expires_at > datetime())
RETURN token.token_id AS token_id, token.team_id AS team_id
ORDER BY token_id;
