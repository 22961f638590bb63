// Clear what a team's row says about its edges, persons and labels, before the row is written anew
//
// Params:  team_ids
// Returns: cleared
//
// :params {team_ids: ["T-1"]}
CYPHER 25
UNWIND $team_ids AS team_id
MATCH (team:Team {team_id: team_id})
REMOVE team:Hub:CityHub:DistrictHub:TownHub:VillageHub:UnitTeam:LegalPerson:Branch
WITH team
CALL (team) {
  MATCH (team)-[edge:LIAISON|VIEWING|REGISTERED_BY|BRANCH_OF|LOCATED_IN]->()
  DELETE edge
}
CALL (team) {
  MATCH (team)-[:HAS_PERSON]->(person:Person)
  DETACH DELETE person
}
RETURN count(team) AS cleared
ORDER BY cleared;
