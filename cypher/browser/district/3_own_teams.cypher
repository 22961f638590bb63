// 区本级的团体 The district's own teams
//
// 部门志愿服务队、法人组织，各连向自己的审核者。
// Unit teams and legal persons, each with its reviewer.
MATCH path = (:Region {region_code: '500112'})<-[:LOCATED_IN]-(team:UnitTeam|LegalPerson)-[:LIAISON|REGISTERED_BY]->()
RETURN path
LIMIT 300;
