// 谁管理一个团体 Who manages a team
//
// 团体所在地及其上级区划的枢纽型团体，都对它有系统管理权限。
// The hubs seated in the team's division and in those above it.
MATCH path = (:Team {team_id: 'T-500103011017-knitting'})-[:LOCATED_IN]->(:Region)-[:PART_OF]->{0,3}(:Region)-[:SEAT]->(:Hub)
RETURN path;
