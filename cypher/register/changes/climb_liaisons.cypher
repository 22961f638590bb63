// The teams above these over their liaisons, up to twelve steps; the climb goes on from the last
//
// Rule:    A-11.
// Params:  team_ids
// Returns: team_id, line (ids from the first liaison upward), open (whether the line goes on)
// Order:   team_id
//
// :params {team_ids: ["H500112011"]}
CYPHER 25
UNWIND $team_ids AS id
MATCH (team:Team {team_id: id})
MATCH line = (team)-[:LIAISON]->{1,12}(top:Team)
WITH team, line, top ORDER BY length(line) DESC
WITH team, head(collect(line)) AS line
RETURN team.team_id AS team_id, [node IN tail(nodes(line)) | node.team_id] AS line,
  EXISTS { WITH last(nodes(line)) AS top MATCH (top)-[:LIAISON]->() } AS open
ORDER BY team_id;
