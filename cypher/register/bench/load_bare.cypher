// Load rows of teams and their liaisons with nothing else: what an import is measured against
//
// Params:  rows  [{team_id, region_code, liaison_id, properties}]
// Returns: loaded
//
// :params {rows: [{team_id: "T-1", region_code: "500112", liaison_id: "H500112", properties: {}}]}
CYPHER 25
UNWIND $rows AS row
MATCH (region:Region {region_code: row.region_code})
MATCH (liaison:Team {team_id: row.liaison_id})
CREATE (team:Bare {team_id: row.team_id})-[:BARE_LOCATED_IN]->(region)
CREATE (team)-[:BARE_LIAISON]->(liaison)
SET team += row.properties
RETURN count(team) AS loaded
ORDER BY loaded;
