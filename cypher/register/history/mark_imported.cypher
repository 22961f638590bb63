// Mark teams with the import that loaded them, and the import with their districts
//
// Params:  team_ids, revision
// Returns: marked
//
// :params {team_ids: ["T-1"], revision: 1}
CYPHER 25
UNWIND $team_ids AS id
MATCH (team:Team {team_id: id})
SET team.revision = $revision,
  team.imported_in = [known IN coalesce(team.imported_in, []) WHERE known <> $revision] + $revision
WITH collect(DISTINCT reduce(path = '/', code IN split(team.territory_path, '/')[1..3] | path + code + '/')) AS paths,
  count(team) AS marked
MATCH (change:Change {revision: $revision})
SET change.territory_paths = coalesce(change.territory_paths, [])
  + [path IN paths WHERE NOT path IN coalesce(change.territory_paths, [])]
RETURN marked
ORDER BY marked;
