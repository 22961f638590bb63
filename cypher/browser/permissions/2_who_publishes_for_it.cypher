// 项目发布无须审核：向上由谁持有 Who holds publishing without review for it
//
// 社区枢纽自己没有这项权限，沿联络线向上第一个持有者。
// The community's hub lacks it: the first up the line that has it.
MATCH path = (:Team {team_id: 'H500112011001'})-[:LIAISON]->{0,12}(holder:Team)
WHERE holder.status = 'active' AND EXISTS {
  (:PermissionGroup {code: holder.permission_group})-[:GRANTS]->
  (:Permission {code: 'publish_without_review'}) }
RETURN path
ORDER BY length(path), holder.team_id
LIMIT 1;
