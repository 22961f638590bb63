// 区域内志愿者管理：由谁持有 Who manages the volunteers of the region
//
// 同一个社区，区域内志愿者由区县级枢纽管理。
// For the same community it is the district's hub.
MATCH path = (:Team {team_id: 'H500112011001'})-[:LIAISON]->{0,12}(holder:Team)
WHERE holder.status = 'active' AND EXISTS {
  (:PermissionGroup {code: holder.permission_group})-[:GRANTS]->
  (:Permission {code: 'manage_regional_volunteers'}) }
RETURN path
ORDER BY length(path), holder.team_id
LIMIT 1;
