// How many answers some changes changed, and how many subjects they created
//
// Params:  revisions
// Returns: revision, answer_count, created_count, reset
// Order:   revision
//
// :params {revisions: [1, 2]}
CYPHER 25
UNWIND $revisions AS asked
MATCH (change:Change {revision: asked})
RETURN change.revision AS revision, coalesce(change.answer_count, 0) AS answer_count,
  coalesce(change.created_count, 0) AS created_count, coalesce(change.reset, false) AS reset
ORDER BY revision;
