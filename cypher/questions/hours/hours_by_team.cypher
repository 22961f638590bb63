// A page of the teams of a territory, or one team, with their confirmed hours; who has none is left out
//
// Params:  within, upto  a territory_path and where it ends; team_id  one team alone, null for all there
//          from_month, upto_month, cuts  as in hours_by_month; after_path, after, limit
// Returns: team_id, territory_path, hours (hundredths), records
// Order:   territory_path, team_id
//
// :params {within: "/50/500112/", upto: "/50/500112/~", team_id: null, from_month: "2026-01", upto_month: "2026-12", cuts: [], after_path: "", after: "", limit: 3}
CYPHER 25
MATCH (team:Team)
WHERE team.territory_path >= CASE WHEN $after_path > $within THEN $after_path ELSE $within END
  AND team.territory_path < $upto
  AND team.team_id IS NOT NULL
  AND team.territory_path + ' ' + team.team_id > $after_path + ' ' + $after
  AND ($team_id IS NULL OR team.team_id = $team_id)
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
RETURN team.team_id AS team_id, team.territory_path AS territory_path, hours, records
ORDER BY team.territory_path, team.team_id
LIMIT toInteger($limit);
