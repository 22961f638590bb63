// Write teams' edges: liaison, registration authority, branch and viewing
//
// Params:  liaisons, authorities, branches, viewings  lists of [team_id, target id], never null
// Returns: written
//
// :params {liaisons: [["T-1", "H50"]], authorities: [], branches: [], viewings: []}
CYPHER 25
CALL () {
  UNWIND $liaisons AS pair
  MATCH (team:Team {team_id: pair[0]})
  MATCH (liaison:Team {team_id: pair[1]})
  CREATE (team)-[edge:LIAISON]->(liaison)
  RETURN count(edge) AS liaisons
}
CALL () {
  UNWIND $authorities AS pair
  MATCH (team:Team {team_id: pair[0]})
  MATCH (authority:RegistrationAuthority {authority_id: pair[1]})
  CREATE (team)-[edge:REGISTERED_BY]->(authority)
  RETURN count(edge) AS authorities
}
CALL () {
  UNWIND $branches AS pair
  MATCH (team:Team {team_id: pair[0]})
  MATCH (parent:Team {team_id: pair[1]})
  CREATE (team)-[edge:BRANCH_OF]->(parent)
  RETURN count(edge) AS branches
}
CALL () {
  UNWIND $viewings AS pair
  MATCH (team:Team {team_id: pair[0]})
  MATCH (viewer:Team {team_id: pair[1]})
  MERGE (team)-[edge:VIEWING]->(viewer)
  RETURN count(edge) AS viewings
}
RETURN liaisons + authorities + branches + viewings AS written
ORDER BY written;
