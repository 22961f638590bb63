// 谁作最后审核 Who finishes the review
//
// 沿联络线向上，第一个有“允许下级团体注册”权限的在用团体终审（默认读法）。
// Up the line, the first active team that may take subordinates is final (the default reading).
MATCH path = (:Team {team_id: 'T-500103011017-knitting'})-[:LIAISON]->{1,12}(reviewer:Team)
WHERE reviewer.status = 'active' AND EXISTS {
  (:PermissionGroup {code: reviewer.permission_group})-[:GRANTS]->
  (:Permission {code: 'allow_subordinate_registration'}) }
RETURN path
ORDER BY length(path), reviewer.team_id
LIMIT 1;
