// Mark subjects with the change that created them
//
// Params:  kind  team | region | registration_authority; ids, revision
// Returns: marked
//
// :params {kind: "team", ids: ["T"], revision: 1}
CYPHER 25
UNWIND $ids AS id
CALL (id) {
  MATCH (subject:Team {team_id: id}) WHERE $kind = 'team' RETURN subject
  UNION ALL
  MATCH (subject:Region {region_code: id}) WHERE $kind = 'region' RETURN subject
  UNION ALL
  MATCH (subject:RegistrationAuthority {authority_id: id}) WHERE $kind = 'registration_authority' RETURN subject
}
SET subject.created_in = $revision
RETURN count(subject) AS marked
ORDER BY marked;
