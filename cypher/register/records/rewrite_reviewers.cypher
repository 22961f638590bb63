// Give teams' waiting records the reviewer that they have now
//
// Params:  rows  [[team_id, reviewer_id]], null where nobody can be found
// Returns: rewritten
//
// :params {rows: [["T", "H50"]]}
CYPHER 25
UNWIND $rows AS row
MATCH (record:ServiceRecord {team_id: row[0]})
WHERE record.service_date IS NOT NULL AND record.record_id IS NOT NULL
  AND record.state = 'entered' AND coalesce(record.reviewer_id, '') <> coalesce(row[1], '')
SET record.reviewer_id = row[1]
RETURN count(record) AS rewritten
ORDER BY rewritten;
