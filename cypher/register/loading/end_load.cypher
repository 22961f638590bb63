// Take the marker of a load away
//
// Params:  owner
// Returns: ended
//
// :params {owner: "a"}
CYPHER 25
MATCH (marker:Lock {id: 'loading', owner: $owner})
DELETE marker
RETURN count(marker) AS ended
ORDER BY ended;
