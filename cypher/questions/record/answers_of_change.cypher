// What a change changed, subject by subject
//
// Params:  revision; after (subject), limit
// Returns: subject, packed
// Order:   subject
//
// :params {revision: 1, after: "", limit: 100}
CYPHER 25
MATCH (told:AnswerChange {revision: $revision})
WHERE told.subject > $after
RETURN told.subject AS subject, told.packed AS packed
ORDER BY subject
LIMIT toInteger($limit);
