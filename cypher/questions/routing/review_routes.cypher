// Who reviews: the route of each team and business, with every step
//
// Rule:    三（三）; I-4 by $fast_review_policy, I-5, I-6, I-18.
// Params:  items               [{team_id, business}]
//          fast_review_policy  liaison_final | escalate | escalate_admission
//          other_readings      others of these, answered where the way ends elsewhere by them
// Returns: business, routes  one list per item: index, reason, mode, liaison, path, team, form, status, others;
//          liaison is null, 0 (the path's first) or [id, name, level]; a step is [id, name, level, reason];
//          others are [reading, reason, mode, last step], where another reading ends elsewhere
// Order:   business
//
// :params {items: [{team_id: "H500112011", business: "hours_recording"}], fast_review_policy: "liaison_final", other_readings: ["escalate", "escalate_admission"]}
CYPHER 25
UNWIND range(0, size($items) - 1) AS index
WITH $items[index].business AS business, collect(index) AS asked
OPTIONAL MATCH (b:Business {code: business})
LET excused = COLLECT { MATCH (b)-[:EXEMPTED_BY]->(:Permission)<-[:GRANTS]-(g:PermissionGroup) RETURN g.code },
    excused_as = head(COLLECT { MATCH (b)-[x:EXEMPTED_BY]->(:Permission) RETURN x.outcome }),
    finishing = COLLECT { MATCH (b)-[:REVIEWER_NEEDS {fast_review_policy: $fast_review_policy}]->(:Permission)<-[:GRANTS]-(g:PermissionGroup) RETURN g.code },
    fast = COLLECT { MATCH (b)-[:REVIEWER_NEEDS {fast_review_policy: 'escalate'}]->(:Permission)<-[:GRANTS]-(g:PermissionGroup) RETURN g.code }
LET taking = CASE WHEN $fast_review_policy = 'liaison_final' THEN finishing
  ELSE COLLECT { MATCH (b)-[:REVIEWER_NEEDS {fast_review_policy: 'liaison_final'}]->(:Permission)<-[:GRANTS]-(g:PermissionGroup) RETURN g.code } END
CALL (asked, b, excused, excused_as, finishing, taking, fast) {
  UNWIND asked AS index
  OPTIONAL MATCH (t:Team {team_id: $items[index].team_id})
  LET decided = CASE
    WHEN t IS NULL THEN 'unknown_team' WHEN b IS NULL THEN 'unknown_business'
    WHEN t.status <> 'active' AND NOT (t.status = 'pending' AND b.open_to_pending) THEN 'blocked'
    WHEN t.status = 'active' AND t.permission_group IN excused THEN excused_as
    WHEN t:CityHub AND NOT t:LegalPerson THEN 'root' END
  LET liaison = head(COLLECT { MATCH (t)-[:LIAISON]->(l:Team) RETURN l })
  LET walk = CASE
    WHEN decided IS NOT NULL THEN []
    WHEN NOT t:LegalPerson AND liaison.status = 'active' AND liaison.permission_group IN finishing THEN [liaison]
    ELSE head(COLLECT {
      MATCH (t) ((a)-[e:LIAISON|REGISTERED_BY|STANDS_UNDER]->(n)
        WHERE (a = t OR NOT (a:CityHub OR (a.status = 'active' AND a.permission_group IN finishing)))
          AND (e:REGISTERED_BY) = (a:LegalPerson AND (a = t OR NOT a:Hub))){0,13} ()
      RETURN n ORDER BY size(n) DESC LIMIT 1 }) END
  LET last = walk[-1]
  LET reason = CASE WHEN decided IS NOT NULL THEN decided WHEN size(walk) > 12 THEN 'too_long'
    WHEN last:RegistrationAuthority THEN 'review' WHEN last = t OR last IN walk[..-1] THEN 'cycle'
    WHEN last.status = 'active' AND last.permission_group IN finishing THEN 'review' WHEN last:CityHub THEN 'root'
    WHEN coalesce(last, t):LegalPerson AND (last IS NULL OR NOT last:Hub) THEN 'no_registration_authority' ELSE 'no_liaison' END
  LET mode = CASE WHEN reason = 'review' THEN CASE WHEN last.permission_group IN fast THEN 'fast' ELSE 'standard' END END,
    path = [n IN walk[..12] | [coalesce(n.team_id, n.authority_id), n.name, n.level,
      CASE WHEN n:RegistrationAuthority THEN 'registration_authority' WHEN n.status <> 'active' THEN n.status
           WHEN n.permission_group IN finishing THEN 'can_finish'
           WHEN n.permission_group IN taking THEN 'lacks_fast_review' ELSE 'cannot_finish' END]]
  LET others = CASE WHEN (mode = 'standard' AND last:Team) OR any(step IN path WHERE step[3] = 'lacks_fast_review') THEN COLLECT {
    UNWIND $other_readings AS reading
    LET groups = COLLECT { MATCH (b)-[:REVIEWER_NEEDS {fast_review_policy: reading}]->(:Permission)<-[:GRANTS]-(g:PermissionGroup) RETURN g.code }
    LET way = head(COLLECT {
      MATCH (t) ((a)-[e:LIAISON|REGISTERED_BY|STANDS_UNDER]->(n)
        WHERE (a = t OR NOT (a:CityHub OR (a.status = 'active' AND a.permission_group IN groups)))
          AND (e:REGISTERED_BY) = (a:LegalPerson AND (a = t OR NOT a:Hub))){0,13} ()
      RETURN n ORDER BY size(n) DESC LIMIT 1 })
    LET end = way[-1], at = way[..12][-1]
    LET why = CASE WHEN size(way) > 12 THEN 'too_long'
      WHEN end:RegistrationAuthority THEN 'review' WHEN end = t OR end IN way[..-1] THEN 'cycle'
      WHEN end.status = 'active' AND end.permission_group IN groups THEN 'review' WHEN end:CityHub THEN 'root'
      WHEN end:LegalPerson AND NOT end:Hub THEN 'no_registration_authority' ELSE 'no_liaison' END
    FILTER CASE why WHEN 'review' THEN end ELSE t END <> CASE reason WHEN 'review' THEN last ELSE t END OR (why = 'root') <> (reason = 'root')
    RETURN [reading, why, CASE WHEN why = 'review' THEN CASE WHEN end.permission_group IN fast THEN 'fast' ELSE 'standard' END END,
      [coalesce(at.team_id, at.authority_id), at.name, at.level, CASE WHEN at:RegistrationAuthority THEN 'registration_authority' ELSE 'can_finish' END]] }
    ELSE [] END
  RETURN collect([index, reason, mode,
    CASE WHEN liaison IS NULL THEN null WHEN liaison = walk[0] THEN 0 ELSE [liaison.team_id, liaison.name, liaison.level] END,
    path, t.name, CASE WHEN t:Branch THEN 'branch' WHEN t:Hub THEN 'hub' ELSE 'unit' END, t.status, others]) AS routes
}
RETURN business, routes
ORDER BY business;
