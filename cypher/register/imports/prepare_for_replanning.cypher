// Sample the indexes anew and forget every plan: after a bulk of rows, plans made before mislead
//
// Returns: prepared
//
// :params {}
CYPHER 25
CALL db.prepareForReplanning(60)
RETURN true AS prepared
ORDER BY prepared;
