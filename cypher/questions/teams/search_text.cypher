// Teams whose name holds this text, or whose pinyin or initials hold these letters
//
// All in one record: thousands of records take longer than finding them.
//
// Params:  text; spoken  its letters in lower case, null for a text without any; bound
// Returns: team_ids  in any order
// Order:   one row
//
// :params {text: "yubei", spoken: "yubei", bound: 10}
CYPHER 25
CALL () {
  MATCH (team:Team) WHERE team.name CONTAINS $text RETURN team LIMIT toInteger($bound)
  UNION
  MATCH (team:Team) WHERE team.pinyin CONTAINS $spoken RETURN team LIMIT toInteger($bound)
  UNION
  MATCH (team:Team) WHERE team.initials CONTAINS $spoken RETURN team LIMIT toInteger($bound)
}
RETURN collect(DISTINCT team.team_id) AS team_ids
ORDER BY size(team_ids);
