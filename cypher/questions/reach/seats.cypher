// The teams that a region's hub concerns: in it, in vacant regions below, hubs seated below those
//
// A region outside the tree in force looks to the seat of the region that it was part of.
//
// Rule:    A-1f, A-7f, I-8, I-21, N-10.
// Params:  region_codes  regions whose hub comes, goes or changes
// Returns: team_id, passed_by  whether walks may pass the team to its superior hub
// Order:   team_id
//
// :params {region_codes: ["500112011"]}
CYPHER 25
UNWIND $region_codes AS code
MATCH (region:Region {region_code: code})
CALL (region) {
  MATCH (region) (()<-[:EFFECTIVE_PARENT]-(below:Region WHERE NOT EXISTS { (below)-[:SEAT]->() })){0,4} (place)
  RETURN place
  UNION
  MATCH (region)<-[:PART_OF]-(place:Region)
  WHERE NOT EXISTS { (place)-[:EFFECTIVE_PARENT]->() }
  RETURN place
}
CALL (place) {
  MATCH (place)<-[:LOCATED_IN]-(team:Team)
  RETURN team
  UNION
  MATCH (place)<-[:EFFECTIVE_PARENT]-(seated:Region WHERE EXISTS { (seated)-[:SEAT]->() })
  MATCH (seated)<-[:LOCATED_IN]-(team:Hub)
  RETURN team
}
RETURN DISTINCT team.team_id AS team_id,
  team:Hub AND team:LegalPerson AS passed_by
ORDER BY team_id;
