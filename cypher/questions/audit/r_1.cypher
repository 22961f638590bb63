// R-1 A service record has its eight items; the evaluation some days after the service
//
// Rule:    三（五）
// Params:  team_ids  the teams asked about, null for the whole network
//          evaluation_days  for so many days after the service the evaluation may be missing
// Returns: team_id, severity, expected, actual, record_id
// Order:   team_id, record_id
//
// :params {team_ids: ["T"], evaluation_days: 30}
CYPHER 25
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id)
  RETURN team
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (team:Team)
  RETURN team
}
MATCH (team)<-[:OF_TEAM]-(record:ServiceRecord)
LET missing = [item IN ['project_name', 'service_date', 'location', 'service_recipients', 'service_content', 'service_hours', 'contact_name']
    WHERE trim(coalesce(toString(record[item]), '')) = ''],
  overdue = record.service_status = 'completed' AND trim(coalesce(record.service_evaluation, '')) = ''
    AND record.service_date < date({timezone: '+08:00'}) - duration({days: $evaluation_days})
LET absent = missing + CASE WHEN overdue THEN ['service_evaluation'] ELSE [] END
FILTER size(absent) > 0
RETURN team.team_id AS team_id, CASE WHEN size(missing) > 0 THEN 'ERROR' ELSE 'WARN' END AS severity,
  {items: absent} AS expected,
  {items: []} AS actual,
  record.record_id AS record_id
ORDER BY team_id, record_id;
