// 一个登记机关审核哪些团体 Whom one authority reviews
//
// 在渝北区民政局登记的法人组织及其分支机构。
// The legal persons registered with one bureau, and their branches.
MATCH path = (:RegistrationAuthority {authority_id: 'RA-500112'})<-[:REGISTERED_BY]-(:LegalPerson)<-[:LIAISON]-{0,1}(:Team)
RETURN path
LIMIT 300;
