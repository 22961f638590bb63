// 分支机构以所属法人为联络团体 A branch hangs under its legal person
//
// 分支机构的联络团体是所属社会组织，后者由登记机关审核。
// A branch's liaison is its legal person, whose own matters go to the authority.
MATCH path = (:Branch {team_id: 'B-500112002'})-[:LIAISON]->(:LegalPerson)-[:REGISTERED_BY]->(:RegistrationAuthority)
RETURN path;
