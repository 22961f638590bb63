// Plans, the newest first
//
// Params:  created_by  null for everybody's
//          before, below  made before this time, or at it with a lower id; limit
// Returns: plan {plan_id, title, reason, status, created_at, created_by, expires_at, revision, digest, summary}
// Order:   created_at, plan_id, both descending
//
// :params {created_by: null, before: "9999", below: "", limit: 100}
CYPHER 25
MATCH (plan:Plan)
LET created_at = toString(plan.created_at)
FILTER ($created_by IS NULL OR plan.created_by = $created_by)
  AND (created_at < $before OR (created_at = $before AND plan.plan_id < $below))
WITH plan, created_at ORDER BY created_at DESC, plan.plan_id DESC LIMIT toInteger($limit)
RETURN plan { .plan_id, .title, .reason, .created_by, .revision, .digest, .summary, created_at,
    expires_at: toString(plan.expires_at),
    status: CASE WHEN plan.status = 'draft' AND plan.expires_at < datetime() THEN 'expired' ELSE plan.status END } AS plan
ORDER BY plan.created_at DESC, plan.plan_id DESC;
