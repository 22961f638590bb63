// The schema's version
//
// Returns: version (the newest migration that has run, 0 for none)
//
// :params {}
CYPHER 25
OPTIONAL MATCH (done:Migration)
RETURN coalesce(max(done.version), 0) AS version
ORDER BY version;
