// A-13 A legal person's credit code is well formed and of its authority's division
//
// Rule:    GB 32100-2015
// Params:  team_ids  the teams asked about, null for the whole network
//          codes  alphabet and weights of GB 32100
// Returns: team_id, severity, expected, actual
// Order:   team_id
//
// :params {team_ids: ["T"], codes: {alphabet: "0123456789ABCDEFGHJKLMNPQRTUWXY", weights: [1,3,9,27,19,26,16,17,20,29,25,13,8,24,10,30,28], letters: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", organisation_weights: [3,7,9,10,5,8,4,2]}}
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
LET code = team.plain_uscc
FILTER code IS NOT NULL
LET chars = [k IN range(0, size(code) - 1) | substring(code, k, 1)]
LET well_formed = size(code) = 18 AND all(c IN chars WHERE $codes.alphabet CONTAINS c)
LET total = CASE WHEN well_formed THEN reduce(sum = 0, k IN range(0, 16) |
    sum + $codes.weights[k] * size(split($codes.alphabet, chars[k])[0])) END,
  inner = CASE WHEN well_formed THEN reduce(sum = 0, k IN range(0, 7) |
    sum + $codes.organisation_weights[k] * size(split($codes.letters, chars[8 + k])[0])) END
LET check = substring($codes.alphabet, (31 - total % 31) % 31, 1), rest = 11 - inner % 11
LET inner_check = CASE rest WHEN 10 THEN 'X' WHEN 11 THEN '0' ELSE toString(rest) END,
  division = head(COLLECT { MATCH (team)-[:REGISTERED_BY]->(a:RegistrationAuthority) RETURN a.division_code })
LET expected = CASE
  WHEN NOT well_formed THEN null
  WHEN chars[0] <> '5' THEN '5…'
  WHEN check <> chars[17] THEN left(code, 17) + check
  WHEN inner_check <> chars[16] THEN left(code, 16) + inner_check + '…'
  WHEN substring(code, 2, 6) <> division THEN left(code, 2) + division + '…' END
FILTER NOT well_formed OR expected IS NOT NULL
RETURN team.team_id AS team_id, 'WARN' AS severity,
  {length: CASE WHEN size(code) <> 18 THEN 18 END, uscc: expected,
    alphabet: CASE WHEN size(code) = 18 AND NOT well_formed THEN $codes.alphabet END} AS expected,
  {uscc: team.uscc} AS actual
ORDER BY team_id;
