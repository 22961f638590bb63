// What a team's group lets it do in its scope, while it is active
//
// Rule:    附件, I-4, I-18.
// Params:  team_id
// Returns: permissions  of its group;
//          admits_under  the readings of 快审 under which it may admit whoever chose it as liaison
// Order:   one row
//
// :params {team_id: "H500112"}
CYPHER 25
MATCH (team:Team {team_id: $team_id})
LET permissions = COLLECT {
      MATCH (g:PermissionGroup {code: team.permission_group})-[:GRANTS]->(p:Permission)
      WHERE team.status = 'active' RETURN p.code ORDER BY p.column },
    admitting = COLLECT {
      MATCH (:Business {code: 'admission'})-[needs:REVIEWER_NEEDS]->(p:Permission)<-[:GRANTS]-(g:PermissionGroup {code: team.permission_group})
      WHERE team.status = 'active' RETURN needs.fast_review_policy ORDER BY needs.fast_review_policy }
RETURN permissions,
  [reading IN admitting WHERE 'allow_subordinate_registration' IN permissions] AS admits_under
ORDER BY size(permissions);
