// Changes whole, as the history keeps them, for another store to replay
//
// Params:  after (revision), limit
// Returns: told (all properties, packed rows included; recorded_at as text)
// Order:   revision
//
// :params {after: 0, limit: 2}
CYPHER 25
MATCH (change:Change)
WHERE change.revision > $after
WITH change ORDER BY change.revision LIMIT toInteger($limit)
RETURN change { .*, recorded_at: toString(change.recorded_at) } AS told
ORDER BY told.revision;
