// Keep the hours of months: of a team from its confirmed records, of its region and all above
//
// A month remembers at which place and in which part its hours are counted above, so that what is
// kept above is always the sum of the months, in whatever order records and teams change.
//
// Params:  months    [[team_id, month]] whose confirmed records changed
//          team_ids  teams that may have moved or changed their form, null for all
// Returns: kept (months counted anew)
//
// :params {months: [["T", "2026-03"]], team_ids: ["T"]}
CYPHER 25
CALL () {
  UNWIND $months AS pair
  RETURN pair[0] AS team_id, pair[1] AS month
  UNION
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (here:HoursOfMonth)
  MATCH (team:Team {team_id: here.team_id})
  WHERE here.territory_path <> team.territory_path OR here.legal_person <> (team:LegalPerson)
  RETURN here.team_id AS team_id, here.month AS month
  UNION
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id})
  MATCH (here:HoursOfMonth {team_id: id})
  WHERE here.month IS NOT NULL
    AND (here.territory_path <> team.territory_path OR here.legal_person <> (team:LegalPerson))
  RETURN here.team_id AS team_id, here.month AS month
}
OPTIONAL MATCH (team:Team {team_id: team_id})
OPTIONAL MATCH (kept:HoursOfMonth {team_id: team_id, month: month})
CALL (team_id, month) {
  MATCH (record:ServiceRecord {team_id: team_id})
  WHERE date(month + '-01') <= record.service_date < date(month + '-01') + duration('P1M')
    AND record.record_id IS NOT NULL AND record.state = 'confirmed'
  RETURN sum(record.service_hours) AS hours, count(record) AS records,
    count(DISTINCT record.volunteer_no) AS volunteers
}
LET before = [code IN split(kept.territory_path, '/') WHERE code <> '' | [code, kept.legal_person, -kept.hours, -kept.records]],
  after = [code IN split(team.territory_path, '/') WHERE code <> '' | [code, team:LegalPerson, hours, records]]
CALL (team, team_id, month, hours, records, volunteers) {
  WITH * WHERE records > 0
  MERGE (now:HoursOfMonth {team_id: team_id, month: month})
  SET now.hours = hours, now.records = records, now.volunteers = volunteers,
    now.territory_path = team.territory_path, now.legal_person = team:LegalPerson
}
FOREACH (gone IN CASE WHEN records = 0 AND kept IS NOT NULL THEN [kept] ELSE [] END | DELETE gone)
WITH count(*) AS kept, collect([month, coalesce(before, []) + coalesce(after, [])]) AS moved
CALL (moved) {
  UNWIND moved AS entry
  UNWIND entry[1] AS part
  WITH entry[0] AS month, part[0] AS code, part[1] AS legal_person, sum(part[2]) AS hours, sum(part[3]) AS records
  WHERE hours <> 0 OR records <> 0
  MERGE (above:RegionHours {region_code: code, month: month, legal_person: legal_person})
  SET above.hours = coalesce(above.hours, 0) + hours, above.records = coalesce(above.records, 0) + records
  WITH above WHERE above.records = 0
  DELETE above
}
RETURN kept
ORDER BY kept;
