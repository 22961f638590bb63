// One change as far as the record of answers needs it
//
// Params:  revision
// Returns: revision, recorded_at, created (packed), answer_count, created_count, reset,
//          later_reset (the newest reset after it, null for none)
//
// :params {revision: 1}
CYPHER 25
MATCH (change:Change {revision: $revision})
RETURN change.revision AS revision, toString(change.recorded_at) AS recorded_at, change.created AS created,
  coalesce(change.answer_count, 0) AS answer_count, coalesce(change.created_count, 0) AS created_count,
  coalesce(change.reset, false) AS reset,
  head(COLLECT { MATCH (later:Change) WHERE later.reset = true AND later.revision > $revision
    RETURN later.revision ORDER BY later.revision DESC LIMIT 1 }) AS later_reset
ORDER BY revision;
