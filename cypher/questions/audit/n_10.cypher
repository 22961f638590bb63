// N-10 One hub per region
//
// Rule:    三（一）1
// Params:  team_ids  the teams asked about, null for the whole network
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"]}
CYPHER 25
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id) WHERE team:Hub
  RETURN team
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (hub:Hub)
  WITH hub.region_code AS region_code, collect(hub) AS there
  FILTER size(there) > 1
  UNWIND there AS team
  RETURN team
}
FILTER team.status <> 'closed'
LET others = COLLECT {
  MATCH (other:Hub {region_code: team.region_code})
  WHERE other <> team AND other.status <> 'closed'
  RETURN other.team_id ORDER BY other.team_id }
FILTER size(others) > 0
RETURN team.team_id AS team_id, 'ERROR' AS severity,
  {hubs: [{count: 1}]} AS expected,
  {team_ids: [team.team_id] + others} AS actual
ORDER BY team_id;
