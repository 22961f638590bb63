// Registration authorities by place; those outside the city stand at its top
//
// Params:  top  the city's region_code; region_codes
// Returns: region_code, authorities [[id, name]]
// Order:   region_code
//
// :params {top: "50", region_codes: ["50", "500112"]}
CYPHER 25
MATCH (authority:RegistrationAuthority)
LET region_code = CASE WHEN EXISTS { (:Region {region_code: authority.region_code}) } THEN authority.region_code ELSE $top END
FILTER region_code IN $region_codes
ORDER BY authority.authority_id
RETURN region_code, collect([authority.authority_id, authority.name]) AS authorities
ORDER BY region_code;
