// N-12 Two non-hub teams of one region with one name: probably one unit registered twice
//
// Rule:    I-11
// Params:  team_ids  the teams asked about, null for the whole network
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"]}
CYPHER 25
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id) WHERE NOT team:Hub
  RETURN team
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (region:Region)
  CALL (region) {
    MATCH (region)<-[:LOCATED_IN]-(standing:Team) WHERE NOT standing:Hub AND standing.status <> 'closed'
    RETURN count(*) AS teams, count(DISTINCT standing.plain_name) AS called
  }
  FILTER called < teams
  MATCH (region)<-[:LOCATED_IN]-(team:Team) WHERE NOT team:Hub
  RETURN team
}
FILTER team.status <> 'closed'
LET others = COLLECT {
  MATCH (other:Team {plain_name: team.plain_name, region_code: team.region_code})
  USING INDEX SEEK other:Team(plain_name, region_code)
  WHERE other <> team AND NOT other:Hub AND other.status <> 'closed'
  RETURN other.team_id ORDER BY other.team_id LIMIT 20 }
FILTER size(others) > 0
RETURN team.team_id AS team_id, 'WARN' AS severity,
  null AS expected,
  {team_ids: others} AS actual
ORDER BY team_id;
