// The operations of a plan, packed
//
// Params:  plan_id
// Returns: number, packed
// Order:   number
//
// :params {plan_id: "P-1"}
CYPHER 25
MATCH (chunk:PlanChunk {plan_id: $plan_id})
WHERE chunk.part = 'operations' AND chunk.number IS NOT NULL
RETURN chunk.number AS number, chunk.packed AS packed
ORDER BY number;
