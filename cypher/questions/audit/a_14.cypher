// A-14 Two teams with one credit code: probably registered twice
//
// Rule:    GB 32100-2015
// Params:  team_ids  the teams asked about, null for the whole network
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"]}
CYPHER 25
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id) WHERE team.plain_uscc IS NOT NULL
  RETURN team
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (team:Team) WHERE team.plain_uscc IS NOT NULL
  RETURN team
}
FILTER team.status <> 'closed'
LET others = COLLECT {
  MATCH (other:Team {plain_uscc: team.plain_uscc})
  USING INDEX SEEK other:Team(plain_uscc)
  WHERE other <> team AND other.status <> 'closed' AND NOT EXISTS { (team)-[:BRANCH_OF]-(other) }
  RETURN other.team_id ORDER BY other.team_id LIMIT 20 }
FILTER size(others) > 0
RETURN team.team_id AS team_id, 'WARN' AS severity,
  null AS expected,
  {team_ids: others} AS actual
ORDER BY team_id;
