// How many indexes are still being filled from what stands
//
// Returns: populating
//
// :params {}
CYPHER 25
SHOW INDEXES YIELD state
WHERE state = 'POPULATING'
RETURN count(*) AS populating
ORDER BY populating;
