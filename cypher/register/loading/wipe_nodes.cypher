// Take away some of the nodes that a load brought, as its marker tells
//
// Params:  limit
// Returns: wiped
//
// :params {limit: 10}
CYPHER 25
MATCH (marker:Lock {id: 'loading'})
CALL (marker) {
  MATCH (node:Person|UpgradeApplication|ServiceRecord|Volunteer|HoursOfMonth|RegionHours|Team)
  RETURN node
  UNION ALL
  MATCH (node:AnswerChange {revision: marker.revision})
  RETURN node
  UNION ALL
  MATCH (node:RegistrationAuthority)
  WHERE 'registration_authorities' IN marker.brings
  RETURN node
  UNION ALL
  MATCH (node:Region)
  WHERE 'regions' IN marker.brings
  RETURN node
}
WITH node LIMIT toInteger($limit)
DETACH DELETE node
RETURN count(*) AS wiped
ORDER BY wiped;
