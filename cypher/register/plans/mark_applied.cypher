// Note that a plan was applied: by which change, and what was answered
//
// Params:  plan_id, revision, answer
// Returns: plan_id
//
// :params {plan_id: "P-1", revision: 1, answer: "{}"}
CYPHER 25
MATCH (plan:Plan {plan_id: $plan_id})
SET plan.status = 'applied', plan.revision = $revision, plan.answer = $answer
RETURN plan.plan_id AS plan_id
ORDER BY plan_id;
