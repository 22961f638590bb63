// Give a sign of life of a load, if it is still this owner's
//
// The marker is written before its owner is read: who took the load over holds the lock until then.
//
// Params:  owner
// Returns: owner  no row if it is another's, or over
//
// :params {owner: "a"}
CYPHER 25
MATCH (marker:Lock {id: 'loading'})
SET marker.beats_at = datetime.realtime()
WITH marker
WHERE marker.owner = $owner
RETURN marker.owner AS owner
ORDER BY owner;
