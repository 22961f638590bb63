// The ids of the teams in a territory
//
// Params:  within  a territory_path; team_id  left out; legal_persons  true for legal persons only
// Returns: team_ids  in order of territory and id, closed teams left out
//
// :params {within: "/50/500112/", team_id: "H500112", legal_persons: false}
CYPHER 25
MATCH (t:Team)
WHERE t.territory_path STARTS WITH $within AND t.team_id <> $team_id AND t.status <> 'closed'
  AND (NOT $legal_persons OR t:LegalPerson)
WITH t ORDER BY t.territory_path, t.team_id
RETURN collect(t.team_id) AS team_ids
ORDER BY size(team_ids);
