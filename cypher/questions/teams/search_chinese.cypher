// Teams whose name holds these characters (two or more)
//
// All in one record: thousands of records take longer than finding them.
//
// Params:  phrase  a quoted full-text phrase; text  the characters themselves; bound
// Returns: team_ids  in any order
// Order:   one row
//
// :params {phrase: "\"松树桥\"", text: "松树桥", bound: 10}
CYPHER 25
CALL db.index.fulltext.queryNodes('team_search', $phrase, {limit: toInteger($bound)}) YIELD node
WITH node AS team
WHERE team.name CONTAINS $text
RETURN collect(team.team_id) AS team_ids
ORDER BY size(team_ids);
