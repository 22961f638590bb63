// Changes with what they changed of the answers, after one of them
//
// Params:  after (revision); limit
// Returns: revision, reset, created (packed), created_count, answer_count,
//          told [[subject, packed, territory_paths]]
// Order:   revision
//
// :params {after: 0, limit: 2}
CYPHER 25
MATCH (change:Change)
WHERE change.revision > $after
WITH change ORDER BY change.revision LIMIT toInteger($limit)
RETURN change.revision AS revision, coalesce(change.reset, false) AS reset, change.created AS created,
  coalesce(change.created_count, 0) AS created_count, coalesce(change.answer_count, 0) AS answer_count,
  COLLECT { MATCH (told:AnswerChange {revision: change.revision})
    RETURN [told.subject, told.packed, told.territory_paths] ORDER BY told.subject } AS told
ORDER BY revision;
