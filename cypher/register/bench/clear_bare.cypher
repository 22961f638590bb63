// Take away what was loaded for measuring
//
// Params:  limit
// Returns: cleared
//
// :params {limit: 10}
CYPHER 25
MATCH (team:Bare)
WITH team LIMIT toInteger($limit)
DETACH DELETE team
RETURN count(team) AS cleared
ORDER BY cleared;
