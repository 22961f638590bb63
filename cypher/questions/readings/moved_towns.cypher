// What another division tree would change: the teams and hubs of the towns that it moves
//
// Rule:    I-9, I-21
// Params:  towns  the codes of the towns that lie elsewhere in the other tree
//          ended  the codes of the divisions that end with it
// Returns: towns, teams, hubs, on_ended, examples [id, name, level] at most five
// Order:   one row
//
// :params {towns: ["500112011"], ended: ["500112"]}
CYPHER 25
CALL () {
  UNWIND $towns AS code
  MATCH (town:Region {region_code: code})
  RETURN count(town) AS towns,
    sum(COUNT { MATCH (team:Team) USING INDEX SEEK team:Team(territory_path, team_id)
      WHERE team.territory_path STARTS WITH town.territory_path AND team.team_id IS NOT NULL }) AS teams
}
CALL () {
  UNWIND $towns AS code
  MATCH (hub:Hub {region_code: code})
  WHERE hub.status <> 'closed'
  WITH hub ORDER BY hub.team_id
  RETURN count(hub) AS hubs, collect([hub.team_id, hub.name, hub.level])[..5] AS examples
}
RETURN towns, teams, hubs, examples,
  COUNT { MATCH (team:Team) USING INDEX SEEK team:Team(region_code, team_id)
    WHERE team.region_code IN $ended AND team.team_id IS NOT NULL } AS on_ended
ORDER BY towns;
