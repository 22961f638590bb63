// Sum up the confirmed hours of teams by month
//
// A month remembers where, and in which part, it is counted above (register/records/keep_hours).
//
// Rule:    三（五）, Q-7
// Params:  team_ids  teams whose records changed, null for all
// Returns: written (teams whose sums changed)
//
// :params {team_ids: ["T"]}
CYPHER 25
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id})
  RETURN team
  UNION
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (team:Team)
  RETURN team
}
LET place = [team.territory_path, team:LegalPerson]
LET summed = COLLECT {
    MATCH (team)<-[:OF_TEAM]-(record:ServiceRecord)
    WHERE record.state = 'confirmed'
    WITH substring(toString(record.service_date), 0, 7) AS month, sum(record.service_hours) AS hours,
      count(*) AS records, count(DISTINCT record.volunteer_no) AS volunteers
    RETURN [month, hours, records, volunteers] + place ORDER BY month },
  kept = COLLECT {
    MATCH (sum:HoursOfMonth {team_id: team.team_id})
    WHERE sum.month >= ''
    RETURN [sum.month, sum.hours, sum.records, sum.volunteers, sum.territory_path, sum.legal_person] ORDER BY sum.month }
FILTER summed <> kept
CALL (team, summed) {
  MATCH (old:HoursOfMonth {team_id: team.team_id})
  WHERE old.month >= '' AND NOT old.month IN [row IN summed | row[0]]
  DELETE old
}
CALL (team, summed) {
  UNWIND summed AS row
  MERGE (sum:HoursOfMonth {team_id: team.team_id, month: row[0]})
  SET sum.hours = row[1], sum.records = row[2], sum.volunteers = row[3],
    sum.territory_path = row[4], sum.legal_person = row[5]
}
RETURN count(team) AS written
ORDER BY written;
