// The answers that a plan changes, packed, some chunks of them
//
// Params:  plan_id; kind, subject  null for any; from_number, limit
// Returns: number, kind, count, packed
// Order:   number
//
// :params {plan_id: "P-1", kind: null, subject: null, from_number: 0, limit: 10}
CYPHER 25
MATCH (chunk:PlanChunk {plan_id: $plan_id})
WHERE chunk.part = 'changes' AND chunk.number >= $from_number
  AND ($kind IS NULL OR chunk.kind = $kind)
  AND ($subject IS NULL OR chunk.first <= $subject <= chunk.last)
WITH chunk ORDER BY chunk.number LIMIT toInteger($limit)
RETURN chunk.number AS number, chunk.kind AS kind, chunk.count AS count, chunk.packed AS packed
ORDER BY number;
