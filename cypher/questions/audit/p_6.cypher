// P-6 A group above the default needs an application approved by the place's association or the city
//
// Rule:    三（四）, I-12, I-29
// Params:  team_ids  the teams asked about, null for the whole network
//          default_groups  the group that a form of registration brings
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"], default_groups: {legal_person: "intermediate", unregistered: "basic"}}
CYPHER 25
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id) WHERE NOT team:Hub
  RETURN team
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (team:Team) WHERE NOT team:Hub
  RETURN team
}
LET default = CASE WHEN team:LegalPerson THEN $default_groups.legal_person ELSE $default_groups.unregistered END
FILTER team.permission_group <> default AND team.status <> 'pending'
MATCH (group:PermissionGroup {code: team.permission_group})-[:GRANTS]->(p:Permission)
WHERE NOT EXISTS { (:PermissionGroup {code: default})-[:GRANTS]->(p) }
WITH DISTINCT team, default
LET grades = COLLECT {
  MATCH (team)<-[:APPLIES_FOR]-(a:UpgradeApplication {status: 'approved', granted_group: team.permission_group})
  MATCH (decider:Team {team_id: a.decided_by}) USING INDEX SEEK decider:Team(team_id)
  RETURN CASE
    WHEN (decider:CityHub OR (decider:DistrictHub AND team.territory_path STARTS WITH decider.territory_path))
      THEN CASE WHEN coalesce(a.applied_to, a.decided_by) = a.decided_by THEN 2 ELSE 1 END
    WHEN decider:DistrictHub THEN 1 ELSE 0 END AS grade ORDER BY grade DESC }
LET best = coalesce(head(grades), 0)
FILTER best < 2
RETURN team.team_id AS team_id, CASE best WHEN 1 THEN 'WARN' ELSE 'ERROR' END AS severity,
  {permission_group: default} AS expected,
  {permission_group: team.permission_group} AS actual
ORDER BY team_id;
