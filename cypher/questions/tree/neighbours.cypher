// What a team is directly linked with: liaison, viewing, registration, branches, both ways
//
// Rule:    三（二）.
// Params:  team_id; limit  neighbours of one kind and direction at most
// Returns: kind, outgoing, total, found [[id, name, form]]
// Order:   kind, outgoing
//
// :params {team_id: "H500112011", limit: 12}
CYPHER 25
MATCH (team:Team {team_id: $team_id})
CALL (team) {
  MATCH (team)-[line:LIAISON|VIEWING|REGISTERED_BY|BRANCH_OF]->(other)
  RETURN type(line) AS kind, true AS outgoing, other
  UNION ALL
  MATCH (team)<-[line:LIAISON|VIEWING|BRANCH_OF]-(other:Team)
  RETURN type(line) AS kind, false AS outgoing, other
}
WITH kind, outgoing, other ORDER BY kind, outgoing, coalesce(other.team_id, other.authority_id)
WITH kind, outgoing, count(other) AS total,
  collect([coalesce(other.team_id, other.authority_id), other.name,
    CASE WHEN other:RegistrationAuthority THEN 'authority' WHEN other:Hub THEN other.level
      WHEN other:Branch THEN 'branch' WHEN other:LegalPerson THEN 'legal_person' ELSE 'unit_team' END]) AS others
RETURN kind, outgoing, total, others[..toInteger($limit)] AS found
ORDER BY kind, outgoing;
