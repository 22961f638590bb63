// Seat a hub that is there for a moment, where the seat is vacant; what is on record stays untouched
//
// Params:  team_id  the draft
// Returns: seated
//
// :params {team_id: "H500112011"}
CYPHER 25
MATCH (draft:Team {team_id: $team_id})-[:LOCATED_IN]->(region:Region) USING INDEX SEEK draft:Team(team_id)
WHERE draft:Hub AND NOT EXISTS { (region)-[:SEAT]->() }
CREATE (region)-[:SEAT]->(draft)
RETURN count(region) AS seated
ORDER BY seated;
