// Let a plan go, with its parts
//
// Params:  plan_id
// Returns: plan_id  (no row for an unknown one)
//
// :params {plan_id: "P-1"}
CYPHER 25
MATCH (plan:Plan {plan_id: $plan_id})
LET plan_id = plan.plan_id
CALL (plan_id) {
  MATCH (chunk:PlanChunk {plan_id: plan_id})
  WHERE chunk.part IS NOT NULL AND chunk.number IS NOT NULL
  DELETE chunk
}
DELETE plan
RETURN plan_id
ORDER BY plan_id;
