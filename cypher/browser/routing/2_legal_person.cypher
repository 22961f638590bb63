// 法人组织由登记机关审核 A legal person is reviewed by its registration authority
//
// 法人组织没有联络团体，相关信息由登记机关审核。
// A legal person has no liaison: its authority reviews.
MATCH path = (:LegalPerson {team_id: 'L-500112-service'})-[:REGISTERED_BY]->(:RegistrationAuthority)
RETURN path;
