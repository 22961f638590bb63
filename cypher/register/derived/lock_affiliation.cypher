// Take the affiliation lock: whoever moves liaison edges takes it first
//
// :params {}
CYPHER 25
MERGE (lock:Lock {id: 'affiliation'})
SET lock.taken_at = datetime()
RETURN lock.id AS id
ORDER BY id;
