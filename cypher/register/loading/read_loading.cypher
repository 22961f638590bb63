// Whether a whole register is being loaded: who loads it, and since when no sign of life came
//
// Returns: owner, silent (seconds)  no row while nothing is loaded
//
// :params {}
CYPHER 25
MATCH (marker:Lock {id: 'loading'})
RETURN marker.owner AS owner,
  (datetime.realtime().epochMillis - marker.beats_at.epochMillis) / 1000.0 AS silent
ORDER BY owner;
