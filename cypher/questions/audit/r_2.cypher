// R-2 A records officer, and all four duties covered
//
// Rule:    三（五）
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
FILTER NOT EXISTS { MATCH (team)-[:HAS_PERSON]->(p:Person {role: 'records_officer'}) WHERE size(coalesce(p.duties, [])) = 0 }
LET officers = COLLECT { MATCH (team)-[:HAS_PERSON]->(p:Person {role: 'records_officer'}) RETURN CASE WHEN size(coalesce(p.duties, [])) = 0 THEN ['confirm', 'enter', 'update', 'protect'] ELSE p.duties END }
LET gaps = [duty IN ['confirm', 'enter', 'update', 'protect'] WHERE none(duties IN officers WHERE duty IN duties)]
FILTER size(gaps) > 0
RETURN team.team_id AS team_id, CASE WHEN size(officers) = 0 THEN 'ERROR' ELSE 'WARN' END AS severity,
  {duties: ['confirm', 'enter', 'update', 'protect']} AS expected,
  {duties: [d IN ['confirm', 'enter', 'update', 'protect'] WHERE NOT d IN gaps]} AS actual
ORDER BY team_id;
