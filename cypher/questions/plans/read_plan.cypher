// One plan; a draft whose time is over has expired
//
// Params:  plan_id
// Returns: plan {plan_id, title, reason, status, created_at, created_by, expires_at, revision, digest, summary, problems, left_out, answer}
//
// :params {plan_id: "P-1"}
CYPHER 25
MATCH (plan:Plan {plan_id: $plan_id})
RETURN plan { .plan_id, .title, .reason, .created_by, .revision, .digest, .summary, .problems, .left_out, .answer,
    created_at: toString(plan.created_at), expires_at: toString(plan.expires_at),
    status: CASE WHEN plan.status = 'draft' AND plan.expires_at < datetime() THEN 'expired' ELSE plan.status END } AS plan
ORDER BY plan.plan_id;
