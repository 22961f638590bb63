// What could lawfully be set, asked for or decided of teams, so that they hold a permission
//
// Rule:    P-1 to P-7, I-2, I-8, I-12
// Params:  team_ids
//          permission      the permission that is wanted of them, null for none
//          hub_groups      the group of each level's hub
//          default_groups  the group that a form of registration brings
// Returns: team_id, status, hub, holds, permission_group, liaison_id, registration_authority_id,
//          usual_group  the prescribed or default one; lawful_group  the same where it grants the permission,
//          groups [{group}]  the smallest that grant it beside what the team has,
//          raises [{group, decider}], open [{application_id, decider}]
// Order:   team_id
//
// :params {team_ids: ["T"], permission: "publish_without_review", hub_groups: {city: "senior_fast", district: "senior_fast", town: "intermediate_fast", village: "junior_fast"}, default_groups: {legal_person: "intermediate", unregistered: "basic"}}
CYPHER 25
UNWIND $team_ids AS team_id
MATCH (team:Team {team_id: team_id})-[:LOCATED_IN]->(region:Region)
LET granting = COLLECT { MATCH (:Permission {code: $permission})<-[:GRANTS]-(group:PermissionGroup) RETURN group.code },
    usual = CASE WHEN team:Hub THEN $hub_groups[team.level] WHEN team:LegalPerson THEN $default_groups.legal_person ELSE $default_groups.unregistered END,
    needs = [$permission] + COLLECT { MATCH (:PermissionGroup {code: team.permission_group})-[:GRANTS]->(p:Permission) RETURN p.code }
LET groups = COLLECT {
  MATCH (group:PermissionGroup)
  WHERE all(need IN needs WHERE EXISTS { (group)-[:GRANTS]->(:Permission {code: need}) })
    AND NOT EXISTS {
      MATCH (smaller:PermissionGroup)
      WHERE smaller <> group
        AND all(need IN needs WHERE EXISTS { (smaller)-[:GRANTS]->(:Permission {code: need}) })
        AND NOT EXISTS { MATCH (smaller)-[:GRANTS]->(p:Permission) WHERE NOT EXISTS { (group)-[:GRANTS]->(p) } } }
  RETURN group.code ORDER BY group.ordinal }
RETURN team_id, team.status AS status, team:Hub AS hub, team.permission_group AS permission_group,
  team.permission_group IN granting AS holds,
  head(COLLECT { MATCH (team)-[:LIAISON]->(n:Team) RETURN n.team_id }) AS liaison_id,
  head(COLLECT { MATCH (team)-[:REGISTERED_BY]->(n:RegistrationAuthority) RETURN n.authority_id }) AS registration_authority_id,
  usual AS usual_group, CASE WHEN usual IN granting THEN usual END AS lawful_group,
  [group IN groups | {group: group}] AS groups,
  COLLECT {
    UNWIND CASE WHEN team:Hub THEN [] ELSE groups END AS code
    MATCH (group:PermissionGroup {code: code})
    MATCH (region) (()-[:EFFECTIVE_PARENT]->(:Region)){0,4} (above)-[:SEAT]->(decider:Hub)
    WHERE decider.status = 'active' AND (above.level = 'city'
      OR (above.level = 'district' AND NOT EXISTS { (group)-[:GRANTS]->(:Permission {code: 'manage_regional_volunteers'}) }))
    RETURN {group: code, decider: decider.team_id} ORDER BY group.ordinal, above.level DESC, decider.team_id } AS raises,
  COLLECT {
    MATCH (team)<-[:APPLIES_FOR]-(asked:UpgradeApplication {status: 'submitted'})
    MATCH (decider:Team {team_id: asked.applied_to})
    WHERE asked.to_group IN granting AND decider.status = 'active'
    RETURN {application_id: asked.application_id, decider: asked.applied_to} ORDER BY asked.application_id } AS open
ORDER BY team_id;
