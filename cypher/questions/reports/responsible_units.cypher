// A page of the hubs with their responsible units: the teams of their region and the hours of these
//
// Rule:    Q-3
// Params:  within  a territory_path; after_path, after  place of the page before; limit
// Returns: responsible_unit, hub_node [id, name, level], region_code, territory_path, teams, hours (hundredths), records
// Order:   territory_path, team_id
//
// :params {within: "/50/500112/", after_path: "", after: "", limit: 3}
CYPHER 25
MATCH (hub:Team)
WHERE hub.territory_path >= CASE WHEN $after_path > $within THEN $after_path ELSE $within END
  AND hub.territory_path < $within + '~'
  AND hub.team_id IS NOT NULL
  AND hub.territory_path + ' ' + hub.team_id > $after_path + ' ' + $after
  AND hub:Hub AND hub.status <> 'closed'
WITH hub ORDER BY hub.territory_path, hub.team_id
LIMIT toInteger($limit)
LET teams = COUNT { MATCH (team:Team) USING INDEX SEEK team:Team(territory_path, team_id)
    WHERE team.territory_path STARTS WITH hub.territory_path AND team.team_id IS NOT NULL AND team <> hub AND team.status <> 'closed' }
CALL (hub) {
  MATCH (sum:RegionHours {region_code: hub.region_code})
  WHERE sum.month >= '' AND sum.legal_person IS NOT NULL
  RETURN sum(sum.hours) AS hours, sum(sum.records) AS records
}
RETURN hub.responsible_unit AS responsible_unit, [hub.team_id, hub.name, hub.level] AS hub_node, hub.region_code AS region_code,
  hub.territory_path AS territory_path, hub.team_id AS team_id, teams, hours, records
ORDER BY territory_path, team_id;
