// Registration authorities by place; those outside the city stand at its top
//
// Params:  top  the city's region_code; region_codes
// Returns: region_code, authorities [[id, name]]
// Order:   region_code
//
// :params {top: "50", region_codes: ["50", "500112"]}
CYPHER 25
CALL () {
  UNWIND $region_codes AS code
  WITH DISTINCT code AS region_code
  MATCH (authority:RegistrationAuthority {region_code: region_code}) USING INDEX authority:RegistrationAuthority(region_code)
  WHERE EXISTS { (:Region {region_code: region_code}) }
  RETURN region_code, authority
  UNION ALL
  UNWIND CASE WHEN $top IN $region_codes THEN [$top] ELSE [] END AS region_code
  MATCH (authority:RegistrationAuthority)
  WHERE NOT EXISTS { (:Region {region_code: authority.region_code}) }
  RETURN region_code, authority
}
WITH region_code, authority ORDER BY authority.authority_id
RETURN region_code, collect([authority.authority_id, authority.name]) AS authorities
ORDER BY region_code;
