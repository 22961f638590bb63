// Keep the answer given to an Idempotency-Key, and let answers older than a day go
//
// Params:  key, digest (of the request), status, body
// Returns: kept
//
// :params {key: "t 1", digest: "d", status: 200, body: "{}"}
CYPHER 25
CREATE (answered:Answered {key: $key, digest: $digest, status: $status, body: $body, answered_at: datetime()})
WITH answered
CALL () {
  MATCH (old:Answered)
  WHERE old.answered_at < datetime() - duration('P1D')
  WITH old LIMIT 100
  DELETE old
}
RETURN answered.key AS kept
ORDER BY kept;
