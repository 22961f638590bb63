// Write parts of a plan: its operations, or the answers that it changes
//
// Params:  plan_id; chunks  [{part: operations|changes, number, kind, first, last, count, packed}]
// Returns: written
//
// :params {plan_id: "P-1", chunks: [{part: "changes", number: 0, kind: "route", first: "H50", last: "H50", count: 1, packed: null}]}
CYPHER 25
UNWIND $chunks AS row
CREATE (chunk:PlanChunk {plan_id: $plan_id})
SET chunk += row
RETURN count(chunk) AS written
ORDER BY written;
