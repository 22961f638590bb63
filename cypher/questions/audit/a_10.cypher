// A-10 Exactly one root of review
//
// Rule:    三（二）
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
LET liaisons = COUNT { (team)-[:LIAISON]->() }, authorities = COUNT { (team)-[:REGISTERED_BY]->() }
LET wrong = CASE
  WHEN team:LegalPerson THEN NOT team:Hub AND liaisons > 0 OR liaisons > 1
  WHEN team:CityHub THEN false
  ELSE liaisons <> 1 OR authorities > 0 END
FILTER wrong
RETURN team.team_id AS team_id, 'ERROR' AS severity,
  CASE WHEN team:LegalPerson THEN {edges: [{count: 1, of: 'REGISTERED_BY'}, {count: 0, of: 'LIAISON'}]}
    ELSE {edges: [{count: 1, of: 'LIAISON'}, {count: 0, of: 'REGISTERED_BY'}]} END AS expected,
  {edges: [{count: liaisons, of: 'LIAISON'}, {count: authorities, of: 'REGISTERED_BY'}]} AS actual
ORDER BY team_id;
