// The graph's revision: how many changes it has seen, 0 for none
//
// An aggregate, since an optional match of nothing, ordered, came back as null on a fresh store.
//
// Returns: revision
//
// :params {}
CYPHER 25
MATCH (counter:Revision {id: 'graph'})
RETURN coalesce(max(counter.value), 0) AS revision
ORDER BY revision;
