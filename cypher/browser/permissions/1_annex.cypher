// 附件：权限组别与权限 The annex: groups and permissions
//
// 九个权限组别各有哪些权限。
// The nine groups and what each grants.
MATCH path = (:PermissionGroup)-[:GRANTS]->(:Permission)
RETURN path;
