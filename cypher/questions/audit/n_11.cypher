// N-11 Equal hub names in different regions are lawful
//
// Rule:    I-10
// Params:  team_ids  the teams asked about, null for the whole network
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"]}
CYPHER 25
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id) WHERE team:Hub
  RETURN team, COLLECT {
    MATCH (other:Hub {name: team.name})
    WHERE other.region_code <> team.region_code
    RETURN other.team_id ORDER BY other.team_id LIMIT 20 } AS others
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (hub:Hub)
  WITH hub.name AS name, collect([hub.team_id, hub.region_code, hub]) AS named
  FILTER size(named) > 1
  LET ordered = COLLECT { UNWIND named AS one RETURN one ORDER BY one[0] }
  UNWIND named AS own
  RETURN own[2] AS team, [other IN ordered WHERE other[1] <> own[1] | other[0]][..20] AS others
}
FILTER size(others) > 0
RETURN team.team_id AS team_id, 'INFO' AS severity,
  null AS expected,
  {team_ids: others} AS actual
ORDER BY team_id;
