// A-6 A non-hub that is no legal person, and every branch, is unregistered
//
// Rule:    三（二）2, I-14
// Params:  team_ids  the teams asked about, null for the whole network
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"]}
CYPHER 25
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id) WHERE NOT team:Hub
  RETURN team
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (team:Team) WHERE NOT team:Hub
  RETURN team
}
FILTER team.registration_status <> 'unregistered'
  AND (team.registration_status <> 'legal_person' OR EXISTS { (team)-[:BRANCH_OF]->() })
RETURN team.team_id AS team_id, 'ERROR' AS severity,
  {registration_status: 'unregistered'} AS expected,
  {registration_status: team.registration_status} AS actual
ORDER BY team_id;
