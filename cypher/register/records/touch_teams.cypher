// Tie a change of records to the teams whose records it touched, and to their districts
//
// Params:  team_ids, revision
// Returns: touched
//
// :params {team_ids: ["T"], revision: 1}
CYPHER 25
MATCH (change:Change {revision: $revision})
UNWIND $team_ids AS id
MATCH (team:Team {team_id: id})
CREATE (change)-[:TOUCHES]->(team)
WITH change, count(team) AS touched,
  collect(DISTINCT reduce(path = '/', code IN split(team.territory_path, '/')[1..3] | path + code + '/')) AS paths
SET change.territory_paths = coalesce(change.territory_paths, [])
  + [path IN paths WHERE NOT path IN coalesce(change.territory_paths, [])]
RETURN touched
ORDER BY touched;
