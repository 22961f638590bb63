// Clear what a team's row says otherwise now: its labels, edges and persons, before it is written
//
// Params:  olds  [{team_id, labels, persons: [roles], edges: [relationship types]}]
// Returns: cleared
//
// :params {olds: [{team_id: "T-1", labels: true, persons: ["contact"], edges: ["LIAISON"]}]}
CYPHER 25
UNWIND $olds AS row
MATCH (team:Team {team_id: row.team_id})
CALL (team, row) {
  WITH team, row
  WHERE row.labels
  REMOVE team:Hub:CityHub:DistrictHub:TownHub:VillageHub:UnitTeam:LegalPerson:Branch
}
CALL (team, row) {
  MATCH (team)-[edge:LIAISON|VIEWING|REGISTERED_BY|BRANCH_OF|LOCATED_IN]->()
  WHERE type(edge) IN row.edges
  DELETE edge
}
CALL (team, row) {
  UNWIND row.persons AS role
  MATCH (team)-[:HAS_PERSON]->(person:Person {role: role})
  DETACH DELETE person
}
RETURN count(team) AS cleared
ORDER BY cleared;
