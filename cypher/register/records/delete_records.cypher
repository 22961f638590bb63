// Delete service records
//
// Params:  record_ids
// Returns: deleted
//
// :params {record_ids: ["r"]}
CYPHER 25
UNWIND $record_ids AS id
MATCH (record:ServiceRecord {record_id: id})
DETACH DELETE record
RETURN count(id) AS deleted
ORDER BY deleted;
