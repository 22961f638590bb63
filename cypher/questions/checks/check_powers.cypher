// May X do P to T: the fact that makes it so, or the smallest one that is missing
//
// Rule:    M-2, M-3, M-4, M-6, I-13, I-16, P-1 to P-3, P-6.
// Params:  items  [{subject_id, power, team_id}]; power manage_team | manage_volunteers | view | set_permission_group
// Returns: checks  one list per item: fact, subject [kind, id, name, level, status], team [id, name, level],
//          setter  the name of the hub that sets the team's group; whether the subject's id is an authority's
// Order:   the items'
//
// :params {items: [{subject_id: "H500112", power: "manage_team", team_id: "H500112011"}]}
CYPHER 25
UNWIND range(0, size($items) - 1) AS index
LET item = $items[index]
OPTIONAL MATCH (x:Team {team_id: item.subject_id})
OPTIONAL MATCH (a:RegistrationAuthority {authority_id: item.subject_id})
OPTIONAL MATCH (t:Team {team_id: item.team_id})
LET active = x.status = 'active', same = coalesce(x = t, false), open = t.status <> 'closed',
    inside = coalesce(t.territory_path STARTS WITH x.territory_path, false),
    is_liaison = EXISTS { (t)-[:LIAISON]->(x) }, is_authority = EXISTS { (t)-[:REGISTERED_BY]->(a) }
LET manages = CASE
    WHEN is_authority THEN 'registration_authority'
    WHEN is_liaison AND active THEN 'liaison'
    WHEN NOT same AND inside AND x:Hub AND active AND open THEN 'region_hub' END
LET fact = CASE
  WHEN t IS NULL THEN 'unknown_team'
  WHEN x IS NULL AND a IS NULL THEN 'unknown_subject'
  WHEN item.power = 'manage_team' THEN coalesce(manages, CASE
    WHEN x IS NULL THEN 'not_its_authority'
    WHEN same THEN 'same_team'
    WHEN is_liaison OR (inside AND x:Hub AND open) THEN 'subject_not_active'
    WHEN inside AND x:Hub THEN 'team_closed'
    WHEN x:Hub THEN 'not_in_region' ELSE 'not_a_hub' END)
  WHEN item.power = 'manage_volunteers' THEN CASE
    WHEN x IS NULL THEN 'not_a_team'
    WHEN NOT inside THEN 'not_in_region'
    WHEN NOT active THEN 'subject_not_active'
    WHEN EXISTS { (:PermissionGroup {code: x.permission_group})-[:GRANTS]->(:Permission {code: 'manage_regional_volunteers'}) } THEN 'regional_volunteers'
    WHEN same AND EXISTS { (:PermissionGroup {code: x.permission_group})-[:GRANTS]->(:Permission {code: 'manage_own_volunteers'}) } THEN 'own_volunteers'
    WHEN same THEN 'lacks_manage_own_volunteers' ELSE 'lacks_manage_regional_volunteers' END
  WHEN item.power = 'view' THEN CASE
    WHEN same THEN 'sees_itself'
    WHEN EXISTS { (t)-[:VIEWING]->(x) } THEN 'viewer'
    WHEN is_liaison THEN 'liaison'
    ELSE coalesce(manages, 'no_viewing_edge') END
  WHEN item.power = 'set_permission_group' THEN CASE
    WHEN x IS NULL THEN 'not_a_team'
    WHEN t:CityHub THEN 'set_by_platform'
    WHEN t:Hub AND NOT EXISTS { (t)-[:SUPERIOR_HUB]->(x) } THEN 'not_the_setter'
    WHEN NOT t:Hub AND NOT (x:CityHub OR (x:DistrictHub AND inside)) THEN 'not_the_deciding_hub'
    WHEN NOT active THEN 'subject_not_active'
    WHEN t:DistrictHub THEN 'sets_district_hub' WHEN t:TownHub THEN 'sets_town_hub'
    WHEN t:VillageHub THEN 'sets_village_hub' ELSE 'decides_upgrades' END END
WITH index, [fact,
  CASE WHEN x IS NOT NULL THEN ['team', x.team_id, x.name, x.level, x.status]
       ELSE ['registration_authority', a.authority_id, a.name, null, null] END,
  [t.team_id, t.name, t.level],
  CASE WHEN fact = 'not_the_setter' THEN head(COLLECT { MATCH (t)-[:SUPERIOR_HUB]->(hub:Hub) RETURN hub.name }) END,
  a IS NOT NULL] AS checked
ORDER BY index
RETURN collect(checked) AS checks
ORDER BY size(checks);
