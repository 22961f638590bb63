// Teams as rows of a register, in the columns of its files
//
// Params:  team_ids
// Returns: one map per team, keyed by column; what is not on record is absent or null
// Order:   team_id
//
// :params {team_ids: ["H500112"]}
CYPHER 25
UNWIND $team_ids AS team_id
MATCH (team:Team {team_id: team_id})
LET persons = COLLECT { MATCH (team)-[:HAS_PERSON]->(person:Person) RETURN person }
LET in_charge = head([person IN persons WHERE person.role = 'person_in_charge']),
    contact = head([person IN persons WHERE person.role = 'contact']),
    officer = head([person IN persons WHERE person.role = 'records_officer'])
RETURN team {
    .team_id, .name, .team_kind, .region_code, .registration_status, .registered_name, .uscc,
    .organisation_form, .unit_name, .unit_kind, .responsible_unit, .business_line,
    .permission_group, .group_set_by, .status, .liaison_no, .responsible_unit_kind, .branch_kind,
    .filing_office, .external_superior, .group_set_at, .founded_on, .registered_at,
    .service_region, .address, .email,
    branch_of: head(COLLECT { MATCH (team)-[:BRANCH_OF]->(parent:Team) RETURN parent.team_id }),
    liaison_id: head(COLLECT { MATCH (team)-[:LIAISON]->(liaison:Team) RETURN liaison.team_id }),
    registration_authority_id: head(COLLECT {
      MATCH (team)-[:REGISTERED_BY]->(authority:RegistrationAuthority) RETURN authority.authority_id }),
    viewing_ids: COLLECT { MATCH (team)-[:VIEWING]->(viewer:Team) RETURN viewer.team_id ORDER BY viewer.team_id },
    person_in_charge_name: in_charge.name, person_in_charge_mobile: in_charge.mobile,
    contact_name: contact.name, contact_mobile: contact.mobile,
    administrator_name: head([person IN persons WHERE person.role = 'system_administrator' | person.name]),
    records_officer_name: officer.name, records_officer_duties: officer.duties
  } AS row
ORDER BY team_id;
