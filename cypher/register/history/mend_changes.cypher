// Put right what changes tell of themselves, before they are committed
//
// Most of what is carried out in one statement has no consequences, so it is appended as if it had none.
//
// Params:  changes  [{revision, …}]: what is to be told otherwise
// Returns: mended
//
// :params {changes: [{revision: 1, answer_count: 1}]}
CYPHER 25
UNWIND $changes AS told
MATCH (change:Change {revision: told.revision})
SET change += told
RETURN count(change) AS mended
ORDER BY mended;
