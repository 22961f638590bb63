// A page of the teams in a territory, or of the legal persons among them
//
// Its conditions let the index find where a page begins: each page costs what it shows.
//
// Params:  within, team_id (left out), level, team_kind (null for any), legal_persons, after_path, after, limit
// Returns: team_id, territory_path
// Order:   territory_path, team_id
//
// :params {within: "/50/500112/", team_id: "H500112", level: null, team_kind: null, legal_persons: false, after_path: "", after: "", limit: 3}
CYPHER 25
MATCH (t:Team)
WHERE t.territory_path >= CASE WHEN $after_path > $within THEN $after_path ELSE $within END
  AND t.territory_path < $within + '~'
  AND t.territory_path + ' ' + t.team_id > $after_path + ' ' + $after
  AND t.team_id <> $team_id AND t.status <> 'closed'
  AND (NOT $legal_persons OR t:LegalPerson)
  AND ($level IS NULL OR t.level = $level)
  AND ($team_kind IS NULL OR t.team_kind = $team_kind)
RETURN t.team_id AS team_id, t.territory_path AS territory_path
ORDER BY t.territory_path, t.team_id
LIMIT toInteger($limit);
