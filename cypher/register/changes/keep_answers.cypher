// Keep the answers given to Idempotency-Keys, and let answers older than a day go
//
// Params:  answers  [{key, digest (of the request), status, body}]
// Returns: kept
//
// :params {answers: [{key: "t 1", digest: "d", status: 200, body: "{}"}]}
CYPHER 25
UNWIND $answers AS answer
CREATE (:Answered {
  key: answer.key, digest: answer.digest, status: answer.status, body: answer.body, answered_at: datetime()})
WITH count(*) AS kept
CALL () {
  MATCH (old:Answered)
  WHERE old.answered_at < datetime() - duration('P1D')
  WITH old LIMIT 100
  DELETE old
}
RETURN kept
ORDER BY kept;
