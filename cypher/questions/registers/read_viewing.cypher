// Viewing edges as rows of a register
//
// Params:  pairs  [[team_id, viewer_id]]
// Returns: one map per edge that exists
// Order:   team_id, viewer_id
//
// :params {pairs: [["T-1", "T-2"]]}
CYPHER 25
UNWIND $pairs AS pair
MATCH (team:Team {team_id: pair[0]})-[:VIEWING]->(viewer:Team {team_id: pair[1]})
RETURN {team_id: team.team_id, viewer_id: viewer.team_id} AS row
ORDER BY row.team_id, row.viewer_id;
