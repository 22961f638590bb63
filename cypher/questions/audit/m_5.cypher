// M-5 Person in charge and contact person, both with name and telephone
//
// Rule:    三（三）
// Params:  team_ids  the teams asked about, null for the whole network
//          phones  the form of a telephone number
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"], phones: "1[3-9]\\d{9}|0\\d{2,3}-?\\d{7,8}"}
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
LET persons = COLLECT { MATCH (team)-[:HAS_PERSON]->(p:Person) WHERE p.role IN ['person_in_charge', 'contact'] RETURN properties(p) }
LET complete = [p IN persons WHERE p.name IS NOT NULL AND p.mobile IS NOT NULL]
LET well_formed = [p IN complete WHERE size(p.name) >= 2 AND size(p.name) <= 30 AND p.mobile =~ $phones]
FILTER size(well_formed) < 2
RETURN team.team_id AS team_id, CASE WHEN size(complete) < 2 THEN 'ERROR' ELSE 'WARN' END AS severity,
  {roles: ['person_in_charge', 'contact']} AS expected,
  {roles: [p IN well_formed | p.role]} AS actual
ORDER BY team_id;
