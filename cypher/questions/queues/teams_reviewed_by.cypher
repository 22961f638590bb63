// The teams whose final reviewer of a business a team or a registration authority is
//
// Found backwards through those that cannot finish. A city hub that is no legal person reviews its own.
//
// Rule:    三（三）; I-4, I-5
// Params:  reviewer_id  a team_id or an authority_id; business, fast_review_policy; status  of the teams asked for
// Returns: team_ids  in order
// Order:   one row
//
// :params {reviewer_id: "H500112", business: "hours_recording", fast_review_policy: "liaison_final", status: "active"}
CYPHER 25
MATCH (b:Business {code: $business})
LET finishing = COLLECT { MATCH (b)-[:REVIEWER_NEEDS {fast_review_policy: $fast_review_policy}]->(:Permission)<-[:GRANTS]-(g:PermissionGroup) RETURN g.code }
CALL (finishing) {
  MATCH (h:Team {team_id: $reviewer_id})
  WHERE h.status = 'active' AND h.permission_group IN finishing
  MATCH (h) ((n)<-[:LIAISON|STANDS_UNDER]-()
    WHERE n = h OR NOT (n:CityHub OR (n:LegalPerson AND NOT n:Hub) OR (n.status = 'active' AND n.permission_group IN finishing))){1,12} (t)
  WHERE t <> h AND t.status = $status AND NOT t:LegalPerson AND NOT t:CityHub
  RETURN t.team_id AS team_id
  UNION
  MATCH (h:Team {team_id: $reviewer_id}) USING INDEX SEEK h:Team(team_id)
  WHERE h:CityHub AND h.status = 'active' AND h.status = $status AND NOT h:LegalPerson
  RETURN h.team_id AS team_id
  UNION
  MATCH (:RegistrationAuthority {authority_id: $reviewer_id})<-[:REGISTERED_BY]-(l:LegalPerson)
  MATCH (l) ((n)<-[:LIAISON|STANDS_UNDER]-()
    WHERE NOT (n:CityHub OR (n.status = 'active' AND n.permission_group IN finishing))
      AND ((n = l AND NOT n:Hub) OR (n <> l AND NOT (n:LegalPerson AND NOT n:Hub)))){0,11} (t)
  WHERE t.status = $status AND (t = l OR NOT (t:LegalPerson OR t:CityHub))
  RETURN t.team_id AS team_id
}
WITH team_id ORDER BY team_id
RETURN collect(team_id) AS team_ids
ORDER BY size(team_ids);
