// Begin a rehearsal with something written, as changes begin; the revision that it starts from
//
// Neo4j plans a statement apart for transactions that have written: so the plans of changes serve.
// The node goes with the rehearsal, takes no lock and lies in nobody's way.
//
// Returns: revision
//
// :params {}
CYPHER 25
CREATE ()
WITH count(*) AS written
MATCH (counter:Revision {id: 'graph'})
RETURN coalesce(max(counter.value), 0) AS revision
ORDER BY revision;
