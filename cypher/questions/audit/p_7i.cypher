// P-7i A non-hub that manages regional volunteers
//
// Rule:    I-13
// Params:  team_ids  the teams asked about, null for the whole network
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"]}
CYPHER 25
LET regional = COLLECT { MATCH (:Permission {code: 'manage_regional_volunteers'})<-[:GRANTS]-(g:PermissionGroup) RETURN g.code }
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id) WHERE NOT team:Hub
  RETURN team
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (team:Team) WHERE NOT team:Hub
  RETURN team
}
FILTER team.permission_group IN regional
RETURN team.team_id AS team_id, 'INFO' AS severity,
  null AS expected,
  {permission_group: team.permission_group} AS actual
ORDER BY team_id;
