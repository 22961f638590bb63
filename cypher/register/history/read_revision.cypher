// The graph's revision: how many changes it has seen
//
// Returns: revision
//
// :params {}
CYPHER 25
OPTIONAL MATCH (counter:Revision {id: 'graph'})
RETURN coalesce(counter.value, 0) AS revision
ORDER BY revision;
