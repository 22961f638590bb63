// How many teams lie in a territory, by level, kind, status and form
//
// Params:  within  a territory_path; team_id  left out
// Returns: rows  [[level, team_kind, status, is_legal_person, is_comparable, teams]], regions
// Order:   one row
//
// :params {within: "/50/500112/", team_id: "H500112"}
CYPHER 25
LET regions = COUNT { MATCH (r:Region) WHERE r.territory_path STARTS WITH $within }
CALL () {
  MATCH (t:Team)
  WHERE t.territory_path STARTS WITH $within AND t.team_id <> $team_id AND t.status <> 'closed'
  WITH t.level AS level, t.team_kind AS team_kind, t.status AS status, t:LegalPerson AS legal,
    NOT t:LegalPerson AND NOT EXISTS { (t)-[:BRANCH_OF]->() } AS comparable, count(*) AS teams
  RETURN collect([level, team_kind, status, legal, comparable, teams]) AS rows
}
RETURN regions, rows
ORDER BY regions;
