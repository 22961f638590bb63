// Record a migration that has run
//
// Params:  version, name, checksum (SHA-256 of the file)
//
// :params {version: 1, name: "V001__constraints", checksum: "0"}
CYPHER 25
MERGE (done:Migration {version: $version})
SET done.name = $name, done.checksum = $checksum, done.run_at = datetime()
RETURN done.version AS version
ORDER BY version;
