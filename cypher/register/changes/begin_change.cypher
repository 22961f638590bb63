// Take the lock under which changes are decided, and find the answer kept for a repeated key
//
// Params:  key  the Idempotency-Key with its token, null for none
// Returns: answered {digest, status, body} | null; loading  whether a whole register is being loaded
//
// :params {key: null}
CYPHER 25
MERGE (lock:Lock {id: 'affiliation'})
SET lock.taken_at = datetime()
WITH lock
OPTIONAL MATCH (answered:Answered {key: $key})
RETURN answered { .digest, .status, .body } AS answered, EXISTS { (:Lock {id: 'loading'}) } AS loading
ORDER BY answered.digest;
