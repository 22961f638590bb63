// What is in the store, and a hub and its superior to try questions on
//
// Params:  preferred  the hub to show if there is one of this id
// Returns: teams, hubs, regions, registration_authorities, example {team_id, name, above} | null
//
// :params {preferred: "H500112011001"}
CYPHER 25
LET example = head(COLLECT {
  CALL () {
    MATCH (team:Team {team_id: $preferred}) RETURN team, 0 AS place
    UNION ALL
    MATCH (team:Hub) RETURN team, 1 AS place LIMIT 1
  }
  RETURN team ORDER BY place })
RETURN COUNT { (:Team) } AS teams, COUNT { (:Hub) } AS hubs, COUNT { (:Region) } AS regions,
  COUNT { (:RegistrationAuthority) } AS registration_authorities,
  CASE WHEN example IS NOT NULL THEN example { .team_id, .name,
    above: coalesce(head(COLLECT { MATCH (example)-[:LIAISON]->(hub:Hub) RETURN hub.team_id }), example.team_id) } END AS example
ORDER BY teams;
