// 范围内的法人组织 Legal persons of a district
//
// 位于渝北区、由登记机关审核的团体：在属地范围内，但不由枢纽审核。
// Teams inside the district that its hub sees but an authority reviews.
MATCH path = (:Region {region_code: '500112'})<-[:PART_OF]-{0,2}(:Region)<-[:LOCATED_IN]-(:LegalPerson)-[:REGISTERED_BY]->(:RegistrationAuthority)
RETURN path
LIMIT 300;
