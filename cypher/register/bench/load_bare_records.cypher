// Load records with their two edges and nothing else: what entering them is measured against
//
// Params:  rows  [{record_id, team_id, volunteer_no, properties}]
// Returns: loaded
//
// :params {rows: [{record_id: "R-1", team_id: "T", volunteer_no: "V-0001", properties: {}}]}
CYPHER 25
UNWIND $rows AS row
MATCH (team:Team {team_id: row.team_id})
MERGE (volunteer:Volunteer {volunteer_no: row.volunteer_no})
CREATE (record:Bare {record_id: row.record_id})-[:BARE_LOCATED_IN]->(team)
CREATE (record)-[:BARE_LIAISON]->(volunteer)
SET record += row.properties
RETURN count(record) AS loaded
ORDER BY loaded;
