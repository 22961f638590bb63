// The confirmed hours of some teams together
//
// Params:  team_ids; from_month, upto_month, cuts  as in hours_by_month
// Returns: hours (hundredths), records
// Order:   one row
//
// :params {team_ids: ["T"], from_month: "2026-01", upto_month: "2026-12", cuts: []}
CYPHER 25
UNWIND $team_ids AS id
CALL (id) {
  MATCH (sum:HoursOfMonth {team_id: id})
  WHERE sum.month >= $from_month AND sum.month <= $upto_month
  RETURN sum.hours AS hours, sum.records AS records
  UNION ALL
  UNWIND $cuts AS cut
  MATCH (record:ServiceRecord {team_id: id}) USING INDEX SEEK record:ServiceRecord(team_id, service_date, record_id)
  WHERE record.service_date >= date(cut[0]) AND record.service_date <= date(cut[1]) AND record.record_id IS NOT NULL
    AND record.state = 'confirmed'
  RETURN record.service_hours AS hours, 1 AS records
}
RETURN coalesce(sum(hours), 0) AS hours, coalesce(sum(records), 0) AS records
ORDER BY hours;
