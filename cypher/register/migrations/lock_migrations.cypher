// Lock the migrations and tell what has run
//
// Returns: version, checksum of each migration that has run
// Order:   version
//
// :params {}
CYPHER 25
MERGE (lock:MigrationLock {id: 'migrations'})
SET lock.taken_at = datetime()
WITH lock
OPTIONAL MATCH (done:Migration)
RETURN done.version AS version, done.checksum AS checksum
ORDER BY version;
