// Take the affiliation lock: whoever moves liaison edges takes it first
//
// Returns: taken_at, day  the moment in China, and its day
//
// :params {}
CYPHER 25
MERGE (lock:Lock {id: 'affiliation'})
SET lock.taken_at = datetime({timezone: '+08:00'})
RETURN toString(lock.taken_at) AS taken_at, toString(date(lock.taken_at)) AS day
ORDER BY day;
