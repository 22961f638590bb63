// A-3 An organisation registered with civil affairs registers as a legal person
//
// Rule:    三（二）1, I-15
// Params:  team_ids  the teams asked about, null for the whole network
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"]}
CYPHER 25
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id)
  RETURN team
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (team:Team)
  RETURN team
}
FILTER team.registration_status <> 'legal_person'
  AND (team.registered_name IS NOT NULL OR team.plain_uscc STARTS WITH '5')
RETURN team.team_id AS team_id, 'ERROR' AS severity,
  {registration_status: 'legal_person'} AS expected,
  {registration_status: team.registration_status} AS actual
ORDER BY team_id;
