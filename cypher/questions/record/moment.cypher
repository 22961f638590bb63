// The change that was the newest at a revision or a time, and the newest reset after it
//
// Params:  revision  null to ask by time; at  an ISO time, null to ask by revision
// Returns: newest (the graph's revision), revision (0 before the first change), recorded_at,
//          reset (the revision of the newest reset after it, null for none)
//
// :params {revision: 1, at: null}
CYPHER 25
LET newest = coalesce(head(COLLECT { MATCH (counter:Revision {id: 'graph'}) RETURN counter.value }), 0)
LET revision = CASE WHEN $at IS NULL THEN toInteger($revision) ELSE coalesce(head(COLLECT {
  MATCH (change:Change) WHERE change.recorded_at <= datetime($at)
  RETURN change.revision ORDER BY change.revision DESC LIMIT 1 }), 0) END
RETURN newest, revision,
  head(COLLECT { MATCH (change:Change {revision: revision}) RETURN toString(change.recorded_at) }) AS recorded_at,
  head(COLLECT { MATCH (change:Change) WHERE change.reset = true AND change.revision > revision
    RETURN change.revision ORDER BY change.revision DESC LIMIT 1 }) AS reset
ORDER BY revision;
