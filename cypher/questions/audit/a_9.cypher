// A-9 A branch's liaison is its own legal person
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
  MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id) WHERE EXISTS { (team)-[:BRANCH_OF]->() }
  RETURN team
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (team:Team) WHERE EXISTS { (team)-[:BRANCH_OF]->() }
  RETURN team
}
MATCH (team)-[:BRANCH_OF]->(parent:Team)
LET liaison = head(COLLECT { MATCH (team)-[:LIAISON]->(liaison:Team) RETURN liaison })
LET unlawful = CASE WHEN parent.registration_status <> 'legal_person' THEN parent.registration_status
    WHEN EXISTS { (parent)-[:BRANCH_OF]->() } THEN 'branch' END
FILTER liaison IS NULL OR liaison <> parent OR unlawful IS NOT NULL
RETURN team.team_id AS team_id, 'ERROR' AS severity,
  {team_id: parent.team_id, form: CASE WHEN unlawful IS NULL THEN null ELSE 'legal_person' END} AS expected,
  {team_id: liaison.team_id, form: unlawful} AS actual
ORDER BY team_id;
