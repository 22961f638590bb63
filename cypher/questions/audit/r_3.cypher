// R-3 Records are timely and accurate: late, impossible, waiting too long, confirmed by another than the reviewer of then
//
// Nothing is said of a reviewer where the decision lies before the record of answers, or before its team.
//
// Rule:    三（五）
// Params:  team_ids  the teams asked about, null for the whole network
//          record_days  days in which a service is entered, and a record reviewed; null for any
//          fast_review_policy
// Returns: team_id, severity, expected, actual, record_id
// Order:   team_id, record_id, problem
//
// :params {team_ids: ["T"], record_days: 30, fast_review_policy: "liaison_final"}
CYPHER 25
LET today = date({timezone: '+08:00'}),
  finishing = COLLECT { MATCH (:Business {code: 'hours_recording'})-[:REVIEWER_NEEDS {fast_review_policy: $fast_review_policy}]->(:Permission)<-[:GRANTS]-(g:PermissionGroup) RETURN g.code },
  begun = coalesce(head(COLLECT { MATCH (c:Change) WHERE c.reset = true AND c.revision > 0 RETURN c.recorded_at ORDER BY c.revision DESC LIMIT 1 }),
    head(COLLECT { MATCH (c:Change) WHERE c.revision > 0 RETURN c.recorded_at ORDER BY c.revision LIMIT 1 }))
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id)
  RETURN team
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (team:Team)
  RETURN team
}
FILTER EXISTS { (team)<-[:OF_TEAM]-(:ServiceRecord) }
LET walk = CASE WHEN team.status <> 'active' OR (team:CityHub AND NOT team:LegalPerson) THEN [] ELSE head(COLLECT {
    MATCH (team) ((a)-[e:LIAISON|REGISTERED_BY|STANDS_UNDER]->(n)
      WHERE (a = team OR NOT (a:CityHub OR (a.status = 'active' AND a.permission_group IN finishing)))
        AND (e:REGISTERED_BY) = (a:LegalPerson AND (a = team OR NOT a:Hub))){0,13} ()
    RETURN n ORDER BY size(n) DESC LIMIT 1 }) END
LET last = walk[-1]
LET reviewer = CASE
    WHEN team.status <> 'active' OR size(walk) > 12 THEN ''
    WHEN team:CityHub AND NOT team:LegalPerson THEN team.team_id
    WHEN last:RegistrationAuthority THEN last.authority_id
    WHEN last = team OR last IN walk[..-1] THEN ''
    WHEN last.status = 'active' AND last.permission_group IN finishing THEN last.team_id
    WHEN last:CityHub THEN team.team_id ELSE '' END,
  steps = COLLECT { MATCH (told:AnswerChange {subject: team.team_id}) WHERE told.revision > 0 AND told.hours_after IS NOT NULL
    MATCH (c:Change {revision: told.revision}) RETURN [c.recorded_at, told.hours_before, told.hours_after] ORDER BY told.revision },
  since = coalesce(head(COLLECT { MATCH (c:Change {revision: team.created_in}) WHERE c.recorded_at > begun RETURN c.recorded_at }), begun)
MATCH (team)<-[:OF_TEAM]-(record:ServiceRecord)
LET entered = date(datetime({datetime: record.entered_at, timezone: '+08:00'})),
  hours = reduce(sum = 0, each IN COLLECT {
    MATCH (r:ServiceRecord {volunteer_no: record.volunteer_no, service_date: record.service_date}) USING INDEX SEEK r:ServiceRecord(volunteer_no, service_date) RETURN r.service_hours } | sum + each),
  then = CASE WHEN record.state = 'confirmed' AND record.decided_at >= since THEN coalesce([step IN steps WHERE step[0] <= record.decided_at][-1][2], steps[0][1], reviewer) END
UNWIND [
  CASE WHEN duration.inDays(record.service_date, entered).days > $record_days THEN ['late', toString($record_days), toString(duration.inDays(record.service_date, entered).days)] END,
  CASE WHEN record.service_date > today AND (record.service_status = 'completed' OR record.state = 'confirmed') THEN ['in_the_future', toString(today), toString(record.service_date)] END,
  CASE WHEN hours > 2400 THEN ['more_than_a_day', '24', toString(hours / 100.0)] END,
  CASE WHEN record.reviewer_id IS NOT NULL AND record.service_status = 'completed' AND duration.inDays(entered, today).days > $record_days THEN ['waiting', toString($record_days), toString(duration.inDays(entered, today).days)] END,
  CASE WHEN then <> record.decided_by THEN ['other_reviewer', nullIf(then, ''), record.decided_by] END] AS told
FILTER told IS NOT NULL
RETURN team.team_id AS team_id, CASE told[0] WHEN 'waiting' THEN 'INFO' ELSE 'WARN' END AS severity,
  {value: told[1]} AS expected,
  {problem: told[0], value: told[2]} AS actual,
  record.record_id AS record_id
ORDER BY team_id, record_id, told[0];
