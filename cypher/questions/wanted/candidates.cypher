// Who might carry an operation on a team out: itself, its liaison, the hubs above, who admits it
//
// Rule:    M-3, M-4, M-6, P-1 to P-3, P-6
// Params:  team_id
// Returns: kind, id, name, level
// Order:   the team first, then the nearest hub, then its liaison and authority; id
//
// :params {team_id: "H500112011"}
CYPHER 25
MATCH (team:Team {team_id: $team_id})-[:LOCATED_IN]->(region:Region)
CALL (team, region) {
  RETURN team AS node, 0 AS place
  UNION
  MATCH (region) (()-[up:EFFECTIVE_PARENT]->(:Region)){0,4} (above)
  MATCH (hub:Hub {region_code: above.region_code})
  RETURN hub AS node, 1 + size(up) AS place
  UNION
  MATCH (team) ((a)-[:LIAISON|STANDS_UNDER|REGISTERED_BY]->(n)
    WHERE a = team OR NOT a:CityHub){1,12} ()
  UNWIND n AS node
  RETURN node, 6 AS place
}
WITH node, min(place) AS place
LET id = coalesce(node.team_id, node.authority_id)
RETURN CASE WHEN node:Team THEN 'team' ELSE 'registration_authority' END AS kind, id, node.name AS name,
  node.level AS level
ORDER BY place, id LIMIT 40;
