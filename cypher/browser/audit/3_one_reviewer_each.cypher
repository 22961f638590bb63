// 每个团体只有一个审核来源（A-10） One source of review each (A-10)
//
// 渝北区本级的非枢纽团体：要么连联络团体，要么连登记机关。
// The district's own teams: each has a liaison or an authority, never both.
MATCH path = (:Region {region_code: '500112'})<-[:LOCATED_IN]-(team:Team)-[:LIAISON|REGISTERED_BY]->(up:Team|RegistrationAuthority)
WHERE NOT team:Hub
RETURN path
ORDER BY team.team_id, elementId(up)
LIMIT 300;
