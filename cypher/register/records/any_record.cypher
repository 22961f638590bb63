// Whether any service record is on record, or hours of one are kept
//
// Returns: any
//
// :params {}
CYPHER 25
RETURN EXISTS { (:ServiceRecord) } OR EXISTS { (:HoursOfMonth) } AS any
ORDER BY any;
