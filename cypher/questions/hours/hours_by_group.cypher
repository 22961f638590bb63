// The confirmed hours of a territory's teams, or of one, by their level or by the district that they lie in
//
// Params:  within  a territory_path; team_id  one team alone, null for all there; by  level | district
//          from_month, upto_month, cuts  as in hours_by_month
// Returns: of  a level, or a region_code (of the city's own teams: the city's), hours (hundredths), records
// Order:   of
//
// :params {within: "/50/500112/", team_id: null, by: "level", from_month: "2026-01", upto_month: "2026-12", cuts: []}
CYPHER 25
MATCH (team:Team) USING INDEX SEEK team:Team(territory_path, team_id)
WHERE team.territory_path STARTS WITH $within AND team.team_id IS NOT NULL AND ($team_id IS NULL OR team.team_id = $team_id)
CALL (team) {
  CALL (team) {
    MATCH (sum:HoursOfMonth {team_id: team.team_id})
    WHERE sum.month >= $from_month AND sum.month <= $upto_month
    RETURN sum.hours AS hours, sum.records AS records
    UNION ALL
    UNWIND $cuts AS cut
    MATCH (record:ServiceRecord {team_id: team.team_id}) USING INDEX SEEK record:ServiceRecord(team_id, service_date, record_id)
    WHERE record.service_date >= date(cut[0]) AND record.service_date <= date(cut[1]) AND record.record_id IS NOT NULL
      AND record.state = 'confirmed'
    RETURN record.service_hours AS hours, 1 AS records
  }
  RETURN sum(hours) AS hours, sum(records) AS records
}
FILTER records > 0
LET line = [code IN split(team.territory_path, '/') WHERE code <> '']
RETURN CASE $by WHEN 'level' THEN team.level ELSE line[..2][-1] END AS of, sum(hours) AS hours, sum(records) AS records
ORDER BY of;
