// Take the records lock: whoever writes records takes it, after the affiliation lock
//
// Returns: now, day  the moment in China, in whole seconds, and its day
//
// :params {}
CYPHER 25
MERGE (lock:Lock {id: 'records'})
SET lock.taken_at = datetime({timezone: '+08:00'})
RETURN toString(datetime.truncate('second', lock.taken_at)) AS now, toString(date(lock.taken_at)) AS day
ORDER BY day;
