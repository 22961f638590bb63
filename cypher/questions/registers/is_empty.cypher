// Whether the register holds neither regions nor teams
//
// Returns: is_empty
//
// :params {}
CYPHER 25
RETURN NOT EXISTS { (:Region) } AND NOT EXISTS { (:Team) } AS is_empty
ORDER BY is_empty;
