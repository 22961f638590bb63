// Let plans go that expired a while ago, ten at most
//
// Params:  seconds  how long after they expired
// Returns: plan_id
// Order:   plan_id
//
// :params {seconds: 86400}
CYPHER 25
MATCH (plan:Plan)
WHERE plan.expires_at < datetime() - duration({seconds: toInteger($seconds)})
WITH plan LIMIT 10
LET plan_id = plan.plan_id
CALL (plan_id) {
  MATCH (chunk:PlanChunk {plan_id: plan_id})
  WHERE chunk.part IS NOT NULL AND chunk.number IS NOT NULL
  DELETE chunk
}
DELETE plan
RETURN plan_id
ORDER BY plan_id;
