// The confirmed hours of a team, or of the teams in a hub's region, by month and form of team
//
// Whole months are kept sums; a month that a day cuts is counted from that month's records.
//
// Rule:    三（五）, M-6
// Params:  team_id; from_month, upto_month  whole months; cuts  [[first day, last day]] of months that are cut
// Returns: region_code, rows  [[month, legal_person, hours (hundredths), records, volunteers]]; of a hub no volunteers
// Order:   one row
//
// :params {team_id: "H500112", from_month: "2026-01", upto_month: "2026-12", cuts: [["2026-03-05", "2026-03-20"]]}
CYPHER 25
MATCH (team:Team {team_id: $team_id})
LET hub = team:Hub
LET rows = COLLECT {
  CALL (team, hub) {
    WITH team, hub WHERE hub
    MATCH (sum:RegionHours {region_code: team.region_code})
    WHERE sum.month >= $from_month AND sum.month <= $upto_month AND sum.legal_person IS NOT NULL
    RETURN [sum.month, sum.legal_person, sum.hours, sum.records, null] AS row
    UNION ALL
    WITH team, hub WHERE NOT hub
    MATCH (sum:HoursOfMonth {team_id: team.team_id})
    WHERE sum.month >= $from_month AND sum.month <= $upto_month
    RETURN [sum.month, team:LegalPerson, sum.hours, sum.records, sum.volunteers] AS row
    UNION ALL
    WITH team, hub WHERE hub
    UNWIND $cuts AS cut
    MATCH (record:ServiceRecord) USING INDEX SEEK record:ServiceRecord(service_date)
    WHERE record.service_date >= date(cut[0]) AND record.service_date <= date(cut[1])
    MATCH (record)-[:OF_TEAM]->(of:Team)
    WHERE record.state = 'confirmed' AND of.territory_path STARTS WITH team.territory_path
    WITH cut, of:LegalPerson AS legal_person, sum(record.service_hours) AS hours, count(*) AS records
    RETURN [substring(cut[0], 0, 7), legal_person, hours, records, null] AS row
    UNION ALL
    WITH team, hub WHERE NOT hub
    UNWIND $cuts AS cut
    MATCH (record:ServiceRecord {team_id: team.team_id}) USING INDEX SEEK record:ServiceRecord(team_id, service_date, record_id)
    WHERE record.service_date >= date(cut[0]) AND record.service_date <= date(cut[1]) AND record.record_id IS NOT NULL
      AND record.state = 'confirmed'
    WITH team, cut, sum(record.service_hours) AS hours, count(*) AS records, count(DISTINCT record.volunteer_no) AS volunteers
    RETURN [substring(cut[0], 0, 7), team:LegalPerson, hours, records, volunteers] AS row
  }
  RETURN row ORDER BY row[0], row[1] }
RETURN CASE WHEN hub THEN team.region_code END AS region_code, rows
ORDER BY region_code;
