// What was committed after a revision, in numbers: whether anything, whether it can be read on
//
// Params:  after (revision)
// Returns: counted  the graph's revision as its counter says; newest  that of the changes after it, null for none;
//          changes, answers  how many changes and answer changes; reset  whether one resets the record
// Order:   one row
//
// :params {after: 1}
CYPHER 25
OPTIONAL MATCH (counter:Revision {id: 'graph'})
WITH coalesce(max(counter.value), 0) AS counted
OPTIONAL MATCH (change:Change)
WHERE change.revision > $after
RETURN counted, max(change.revision) AS newest, count(change) AS changes,
  coalesce(sum(change.answer_count), 0) AS answers, coalesce(max(change.reset), false) AS reset
ORDER BY counted;
