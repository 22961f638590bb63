// Write a plan; one that stands there already is written anew, without its chunks
//
// Params:  plan_id
//          plan  {title, reason, created_by, seconds (to live) of a new one; digest, summary, problems, left_out}
//          only  the status that one which stands there must have, null for a new one
// Returns: plan_id  (no row where the plan is not there in that status)
//
// :params {plan_id: "P-2", plan: {title: null, reason: "r", created_by: "t", seconds: 60, digest: "d", summary: "{}", problems: "[]", left_out: "[]"}, only: null}
CYPHER 25
CALL () {
  WITH 1 AS one
  WHERE $only IS NULL
  CREATE (plan:Plan {plan_id: $plan_id, status: 'draft'})
  SET plan.created_at = datetime({timezone: '+08:00'}),
    plan.expires_at = datetime({timezone: '+08:00'}) + duration({seconds: toInteger($plan.seconds)})
  RETURN plan
  UNION
  MATCH (plan:Plan {plan_id: $plan_id})
  WHERE plan.status = $only
  RETURN plan
}
SET plan += $plan
WITH plan
CALL (plan) {
  MATCH (chunk:PlanChunk {plan_id: plan.plan_id})
  WHERE chunk.part IS NOT NULL AND chunk.number IS NOT NULL
  DELETE chunk
}
RETURN plan.plan_id AS plan_id
ORDER BY plan_id;
