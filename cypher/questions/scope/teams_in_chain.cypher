// The teams below a team: over liaison edges, and past legal-person hubs without one
//
// Rule:    三（三）, M-6; a team has one way up, so a chain is followed to its end.
// Params:  team_id
// Returns: team_ids  nearest first, the team itself and closed teams left out
//
// :params {team_id: "H500112011"}
CYPHER 25
MATCH (h:Team {team_id: $team_id})
MATCH (h) (()<-[e:LIAISON|STANDS_UNDER]-()){1,1000} (t)
WHERE t <> h AND t.status <> 'closed'
WITH t.team_id AS team_id, min(size(e)) AS distance
ORDER BY distance, team_id
RETURN collect(team_id) AS team_ids
ORDER BY size(team_ids);
