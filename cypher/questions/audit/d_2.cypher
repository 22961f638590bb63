// D-2 What is kept of records agrees with them: hours of teams and regions by month, and reviewers
//
// Rule:    the service's own check, no rule of the notice
// Params:  team_ids  the teams asked about, null for the whole network with its regions
//          fast_review_policy
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"], fast_review_policy: "liaison_final"}
CYPHER 25
CALL () {
  LET finishing = COLLECT { MATCH (:Business {code: 'hours_recording'})-[:REVIEWER_NEEDS {fast_review_policy: $fast_review_policy}]->(:Permission)<-[:GRANTS]-(g:PermissionGroup) RETURN g.code }
  CALL () {
    UNWIND $team_ids AS id
    MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id) RETURN team
    UNION
    UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
    MATCH (team:Team) WHERE EXISTS { (team)<-[:OF_TEAM]-() } RETURN team
    UNION
    UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
    MATCH (sum:HoursOfMonth) WITH DISTINCT sum.team_id AS id
    MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id) RETURN team
  }
  FILTER EXISTS { (team)<-[:OF_TEAM]-(:ServiceRecord) } OR EXISTS { MATCH (sum:HoursOfMonth {team_id: team.team_id}) WHERE sum.month >= '' }
  LET summed = COLLECT { MATCH (team)<-[:OF_TEAM]-(r:ServiceRecord) WHERE r.state = 'confirmed'
        WITH substring(toString(r.service_date), 0, 7) AS month, sum(r.service_hours) AS hours, count(*) AS records, count(DISTINCT r.volunteer_no) AS volunteers
        RETURN [month, hours, records, volunteers, team.territory_path, team:LegalPerson] ORDER BY month },
    kept = COLLECT { MATCH (sum:HoursOfMonth {team_id: team.team_id}) WHERE sum.month >= ''
        RETURN [sum.month, sum.hours, sum.records, sum.volunteers, sum.territory_path, sum.legal_person] ORDER BY sum.month },
    walk = CASE WHEN team.status <> 'active' OR (team:CityHub AND NOT team:LegalPerson) THEN [] ELSE head(COLLECT {
      MATCH (team) ((a)-[e:LIAISON|REGISTERED_BY|STANDS_UNDER]->(n)
        WHERE (a = team OR NOT (a:CityHub OR (a.status = 'active' AND a.permission_group IN finishing)))
          AND (e:REGISTERED_BY) = (a:LegalPerson AND (a = team OR NOT a:Hub))){0,13} ()
      RETURN n ORDER BY size(n) DESC LIMIT 1 }) END
  LET last = walk[-1]
  LET reviewer = CASE
      WHEN team.status <> 'active' OR size(walk) > 12 THEN null
      WHEN team:CityHub AND NOT team:LegalPerson THEN team.team_id
      WHEN last:RegistrationAuthority THEN last.authority_id
      WHEN last = team OR last IN walk[..-1] THEN null
      WHEN last.status = 'active' AND last.permission_group IN finishing THEN last.team_id
      WHEN last:CityHub THEN team.team_id END
  LET astray = head(COLLECT { MATCH (team)<-[:OF_TEAM]-(r:ServiceRecord)
      WHERE r.team_id <> team.team_id OR coalesce(r.reviewer_id, '') <> CASE r.state WHEN 'entered' THEN coalesce(reviewer, '') ELSE '' END
      RETURN r ORDER BY r.record_id LIMIT 1 })
  LET differs = CASE WHEN summed <> kept THEN head([row IN summed WHERE NOT row IN kept] + [row IN kept WHERE NOT row IN summed])[0] END
  FILTER summed <> kept OR astray IS NOT NULL
  LET good = head([row IN summed WHERE row[0] = differs]), bad = head([row IN kept WHERE row[0] = differs])
  RETURN team, {region_code: null, month: differs, hours: good[1] / 100.0, reviewer_id: CASE WHEN astray IS NOT NULL AND astray.state = 'entered' THEN reviewer END} AS expected,
    {region_code: null, month: differs, hours: bad[1] / 100.0, reviewer_id: astray.reviewer_id} AS actual
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (region:Region)
  WHERE EXISTS { (:HoursOfMonth) } OR EXISTS { (:RegionHours) }
  LET summed = COLLECT { MATCH (t:Team) USING INDEX SEEK t:Team(territory_path, team_id)
        WHERE t.territory_path STARTS WITH region.territory_path AND t.team_id IS NOT NULL
        MATCH (sum:HoursOfMonth {team_id: t.team_id}) USING INDEX SEEK sum:HoursOfMonth(team_id, month) WHERE sum.month >= ''
        WITH sum.month AS month, t:LegalPerson AS legal_person, sum(sum.hours) AS hours, sum(sum.records) AS records
        RETURN [month, legal_person, hours, records] ORDER BY month, legal_person },
    kept = COLLECT { MATCH (sum:RegionHours {region_code: region.region_code}) WHERE sum.month >= '' AND sum.legal_person IS NOT NULL
        RETURN [sum.month, sum.legal_person, sum.hours, sum.records] ORDER BY sum.month, sum.legal_person }
  FILTER summed <> kept
  LET differs = head([row IN summed WHERE NOT row IN kept] + [row IN kept WHERE NOT row IN summed])[0..2]
  RETURN null AS team,
    {region_code: region.region_code, month: differs[0], hours: head([row IN summed WHERE row[0..2] = differs])[2] / 100.0, reviewer_id: null} AS expected,
    {region_code: region.region_code, month: differs[0], hours: head([row IN kept WHERE row[0..2] = differs])[2] / 100.0, reviewer_id: null} AS actual
}
RETURN team.team_id AS team_id, 'ERROR' AS severity, expected, actual
ORDER BY team_id;
