// Load the annex: nine permission groups, five permissions, who is granted what
//
// Rule:    附件 全国志愿服务信息系统权限设置表.
// Params:  permissions        [{code, name, column}]
//          permission_groups  [{code, name, ordinal, grants: [permission code]}]
// Returns: grants
//
// :params {permissions: [{code: "manage_own_volunteers", name: "本团体内志愿者管理", column: 1}], permission_groups: [{code: "basic", name: "基本团体组", ordinal: 2, grants: ["manage_own_volunteers"]}]}
CYPHER 25
CALL () {
  UNWIND $permissions AS row
  MERGE (permission:Permission {code: row.code})
  SET permission += row
  RETURN count(permission) AS loaded
}
UNWIND $permission_groups AS row
MERGE (group:PermissionGroup {code: row.code})
SET group.name = row.name, group.ordinal = row.ordinal
WITH group, row
CALL (group) {
  MATCH (group)-[old:GRANTS]->()
  DELETE old
}
UNWIND row.grants AS code
MATCH (permission:Permission {code: code})
CREATE (group)-[granted:GRANTS]->(permission)
RETURN count(granted) AS grants
ORDER BY grants;
