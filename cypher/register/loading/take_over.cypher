// Take over a load that gave no sign of life for too long
//
// Params:  owner    who takes it over
//          silence  seconds
// Returns: owner  no row if it lives, or is over
//
// :params {owner: "b", silence: 30}
CYPHER 25
MATCH (marker:Lock {id: 'loading'})
SET marker.asked_at = datetime.realtime()
WITH marker
WHERE marker.beats_at < datetime.realtime() - duration({seconds: $silence})
SET marker.owner = $owner, marker.beats_at = datetime.realtime()
RETURN marker.owner AS owner
ORDER BY owner;
