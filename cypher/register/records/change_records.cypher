// Change service records: what is null goes, and an edge is drawn anew where it leads elsewhere
//
// Params:  rows  [{record_id, team_id, volunteer_no, service_date, entered_at, decided_at, properties}]
// Returns: changed
//
// :params {rows: [{record_id: "r", team_id: "T", volunteer_no: "V-0002", service_date: "2026-03-01", entered_at: "2026-03-02T08:00:00+08:00", decided_at: null, properties: {service_hours: 200, state: "entered", return_reason: null}}]}
CYPHER 25
UNWIND $rows AS row
MATCH (record:ServiceRecord {record_id: row.record_id})
LET elsewhere = record.team_id <> row.team_id, another = record.volunteer_no <> row.volunteer_no
SET record += row.properties, record.team_id = row.team_id, record.volunteer_no = row.volunteer_no,
  record.service_date = date(row.service_date), record.entered_at = datetime(row.entered_at),
  record.decided_at = datetime(row.decided_at)
CALL (record, row, elsewhere) {
  WITH record, row WHERE elsewhere
  MATCH (record)-[old:OF_TEAM]->()
  DELETE old
  WITH record, row
  MATCH (team:Team {team_id: row.team_id})
  CREATE (record)-[:OF_TEAM]->(team)
}
CALL (record, row, another) {
  WITH record, row WHERE another
  MATCH (record)-[old:SERVED_BY]->()
  DELETE old
  WITH record, row
  MERGE (volunteer:Volunteer {volunteer_no: row.volunteer_no})
  CREATE (record)-[:SERVED_BY]->(volunteer)
}
RETURN count(record) AS changed
ORDER BY changed;
