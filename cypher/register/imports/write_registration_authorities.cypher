// Write registration authorities
//
// Params:  rows  [{authority_id, name, authority_kind, division_code, region_code, has_administrator}]
// Returns: written
//
// :params {rows: [{authority_id: "RA-500112", name: "渝北区民政局", authority_kind: "district", division_code: "500112", region_code: "500112", has_administrator: "true"}]}
CYPHER 25
UNWIND $rows AS row
MERGE (authority:RegistrationAuthority {authority_id: row.authority_id})
SET authority += row, authority.has_administrator = toBoolean(row.has_administrator)
RETURN count(authority) AS written
ORDER BY written;
