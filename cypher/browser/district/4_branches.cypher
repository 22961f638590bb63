// 区内的法人和分支 Legal persons and branches of a district
//
// 渝北区的社会组织、分支机构与登记机关。
// A district's organisations, their branches and their authority.
MATCH path = (:Region {region_code: '500112'})<-[:PART_OF]-{0,2}(:Region)<-[:LOCATED_IN]-(:Branch)-[:LIAISON]->(:LegalPerson)-[:REGISTERED_BY]->(:RegistrationAuthority)
RETURN path
LIMIT 300;
