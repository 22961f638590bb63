// Take the lock under which changes are decided, and find the answers kept for repeated keys
//
// Params:  keys  Idempotency-Keys with their tokens; one that is null is nobody's
// Returns: answered [{key, digest, status, body}]; loading  whether a whole register is being loaded
//
// :params {keys: [null]}
CYPHER 25
MERGE (lock:Lock {id: 'affiliation'})
SET lock.taken_at = datetime()
WITH lock
LET answered = COLLECT {
  UNWIND $keys AS key
  MATCH (answered:Answered {key: key})
  USING INDEX SEEK answered:Answered(key)
  RETURN answered { .key, .digest, .status, .body } }
RETURN answered, EXISTS { (:Lock {id: 'loading'}) } AS loading
ORDER BY size(answered);
