// N-6 A legal person's team name is its registered name
//
// Rule:    三（一）1
// Params:  team_ids  the teams asked about, null for the whole network
//          names  the name forms of name_patterns.json
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"], names: {brackets_and_blanks: [[" ", ""], ["〔", "("], ["〕", ")"]]}}
CYPHER 25
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id}) USING INDEX SEEK team:Team(team_id) WHERE team:LegalPerson
  RETURN team
  UNION ALL
  UNWIND CASE WHEN $team_ids IS NULL THEN [true] ELSE [] END AS whole
  MATCH (team:LegalPerson)
  RETURN team
}
LET plain = [text IN [team.name, coalesce(team.registered_name, '')] |
  reduce(t = normalize(text, NFKC), pair IN $names.brackets_and_blanks | replace(t, pair[0], pair[1]))]
FILTER plain[0] <> plain[1]
RETURN team.team_id AS team_id, 'ERROR' AS severity,
  {name: team.registered_name} AS expected,
  {name: team.name} AS actual
ORDER BY team_id;
