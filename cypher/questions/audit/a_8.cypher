// A-8 A viewing team is the team of the superior unit in its line of business
//
// Rule:    三（二）2, I-16, I-18
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
FILTER NOT team:LegalPerson
MATCH (team)-[:VIEWING]->(viewer:Team)
WHERE viewer <> team AND NOT EXISTS { (team)-[:LIAISON]->(viewer) }
LET order = ['city', 'district', 'town', 'village']
LET rank = reduce(place = 0, k IN range(0, 3) | place + CASE WHEN order[k] = team.level THEN k WHEN order[k] = viewer.level THEN -k ELSE 0 END)
FILTER rank < 0 OR NOT viewer:UnitTeam OR viewer.status = 'pending'
  OR coalesce(team.business_line <> viewer.business_line, false)
WITH team, viewer ORDER BY viewer.team_id
WITH team, collect(viewer.team_id) AS viewers
RETURN team.team_id AS team_id, 'WARN' AS severity,
  {business_line: team.business_line} AS expected,
  {team_ids: viewers} AS actual
ORDER BY team_id;
