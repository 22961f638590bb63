// Write who reviews the records that wait: the final reviewer of their team's hours today
//
// A team whose route ends at the top of the city reviews its own; where no reviewer is found, none.
//
// Rule:    三（三）; I-4 by $fast_review_policy
// Params:  team_ids  teams whose route may have changed, null for all
//          fast_review_policy
// Returns: written (records whose reviewer changed)
//
// :params {team_ids: ["T"], fast_review_policy: "liaison_final"}
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
FILTER EXISTS { (team)<-[:OF_TEAM]-(:ServiceRecord) }
LET finishing = COLLECT { MATCH (:Business {code: 'hours_recording'})-[:REVIEWER_NEEDS {fast_review_policy: $fast_review_policy}]->(:Permission)<-[:GRANTS]-(g:PermissionGroup) RETURN g.code }
LET walk = CASE WHEN team.status <> 'active' OR (team:CityHub AND NOT team:LegalPerson) THEN [] ELSE head(COLLECT {
    MATCH (team) ((a)-[e:LIAISON|REGISTERED_BY|STANDS_UNDER]->(n)
      WHERE (a = team OR NOT (a:CityHub OR (a.status = 'active' AND a.permission_group IN finishing)))
        AND (e:REGISTERED_BY) = (a:LegalPerson AND (a = team OR NOT a:Hub))){0,13} ()
    RETURN n ORDER BY size(n) DESC LIMIT 1 }) END
LET last = walk[-1]
LET reviewer_id = CASE
    WHEN team.status <> 'active' OR size(walk) > 12 THEN null
    WHEN team:CityHub AND NOT team:LegalPerson THEN team.team_id
    WHEN last:RegistrationAuthority THEN last.authority_id
    WHEN last = team OR last IN walk[..-1] THEN null
    WHEN last.status = 'active' AND last.permission_group IN finishing THEN last.team_id
    WHEN last:CityHub THEN team.team_id END
MATCH (team)<-[:OF_TEAM]-(record:ServiceRecord)
LET wanted = CASE record.state WHEN 'entered' THEN reviewer_id END
FILTER coalesce(record.reviewer_id, '') <> coalesce(wanted, '')
SET record.reviewer_id = wanted
RETURN count(record) AS written
ORDER BY written;
