// Number a change and keep it
//
// The counter is the last lock of every write: its value numbers the changes without gaps.
//
// Params:  change  {operation, actor, token_id, reason, effective_from, request_id, before, after, …}
// Returns: revision, recorded_at
//
// :params {change: {operation: "import"}}
CYPHER 25
MERGE (counter:Revision {id: 'graph'})
SET counter.value = coalesce(counter.value, 0) + 1
CREATE (change:Change {revision: counter.value})
SET change += $change, change.recorded_at = datetime({timezone: 'Asia/Shanghai'})
RETURN change.revision AS revision, toString(change.recorded_at) AS recorded_at
ORDER BY revision;
