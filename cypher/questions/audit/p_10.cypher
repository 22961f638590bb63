// P-10 Pending status and pending group go together
//
// Rule:    附件
// Params:  team_ids  the teams asked about, null for the whole network
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"]}
CYPHER 25
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id)
  RETURN team
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (team:Team)
  RETURN team
}
FILTER (team.status = 'pending') <> (team.permission_group = 'pending')
RETURN team.team_id AS team_id, 'ERROR' AS severity,
  {status: 'pending', permission_group: 'pending'} AS expected,
  {status: team.status, permission_group: team.permission_group} AS actual
ORDER BY team_id;
