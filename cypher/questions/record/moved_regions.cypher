// The regions whose place in the tree changed after a revision
//
// Params:  after (revision)
// Returns: region_code
// Order:   region_code
//
// :params {after: 0}
CYPHER 25
MATCH (told:AnswerChange)
WHERE told.revision > $after AND 'region' IN told.kinds
RETURN DISTINCT told.subject AS region_code
ORDER BY region_code;
