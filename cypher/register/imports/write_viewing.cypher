// Write viewing edges
//
// Rule:    I-16: a viewing edge gives sight and nothing else.
// Params:  pairs  [[team_id, viewer_id]]
// Returns: written
//
// :params {pairs: [["T-1", "T-2"]]}
CYPHER 25
UNWIND $pairs AS pair
MATCH (team:Team {team_id: pair[0]})
MATCH (viewer:Team {team_id: pair[1]})
MERGE (team)-[viewing:VIEWING]->(viewer)
RETURN count(viewing) AS written
ORDER BY written;
