// What the changes after a revision changed of the answers
//
// Params:  after (revision)
// Returns: revision, reset, subject, packed (both null for a change that changed no answer)
// Order:   revision, subject
//
// :params {after: 0}
CYPHER 25
MATCH (change:Change)
WHERE change.revision > $after
OPTIONAL MATCH (told:AnswerChange {revision: change.revision})
RETURN change.revision AS revision, coalesce(change.reset, false) AS reset, told.subject AS subject,
  told.packed AS packed
ORDER BY revision, subject;
