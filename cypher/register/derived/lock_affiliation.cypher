// Take the affiliation lock: whoever moves liaison edges takes it first
//
// Returns: taken_at, day  the moment in China, and its day; loading  whether a whole register is being loaded
//
// :params {}
CYPHER 25
MERGE (lock:Lock {id: 'affiliation'})
SET lock.taken_at = datetime({timezone: '+08:00'})
RETURN toString(lock.taken_at) AS taken_at, toString(date(lock.taken_at)) AS day,
  EXISTS { (:Lock {id: 'loading'}) } AS loading
ORDER BY day;
