// Draw who decided records: a team, or a registration authority; null for a decision that is gone
//
// Params:  rows  [[record_id, decided_by, decided_at]]
// Returns: linked
//
// :params {rows: [["r", "H50", "2026-03-02T08:00:00+08:00"]]}
CYPHER 25
UNWIND $rows AS row
MATCH (record:ServiceRecord {record_id: row[0]})
CALL (record) {
  MATCH (record)-[old:DECIDED_BY]->()
  DELETE old
}
OPTIONAL MATCH (team:Team {team_id: row[1]})
OPTIONAL MATCH (authority:RegistrationAuthority {authority_id: row[1]})
LET reviewer = coalesce(team, authority)
FILTER reviewer IS NOT NULL
CREATE (record)-[:DECIDED_BY {decided_at: datetime(row[2])}]->(reviewer)
RETURN count(record) AS linked
ORDER BY linked;
