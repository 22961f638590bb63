// Create service records of teams that are on record, each served by a volunteer's number
//
// Params:  rows  [{record_id, team_id, volunteer_no, service_date, entered_at, decided_at, properties}]
// Returns: created
//
// :params {rows: [{record_id: "R-1", team_id: "T", volunteer_no: "V-0001", service_date: "2026-03-01", entered_at: "2026-03-02T08:00:00+08:00", decided_at: null, properties: {service_hours: 250, state: "entered"}}]}
CYPHER 25
UNWIND $rows AS row
MATCH (team:Team {team_id: row.team_id})
MERGE (volunteer:Volunteer {volunteer_no: row.volunteer_no})
CREATE (team)<-[:OF_TEAM]-(record:ServiceRecord {record_id: row.record_id})-[:SERVED_BY]->(volunteer)
SET record += row.properties, record.team_id = row.team_id, record.volunteer_no = row.volunteer_no,
  record.service_date = date(row.service_date), record.entered_at = datetime(row.entered_at),
  record.decided_at = datetime(row.decided_at)
RETURN count(record) AS created
ORDER BY created;
