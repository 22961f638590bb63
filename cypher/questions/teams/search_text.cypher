// Teams whose name holds this text, or whose pinyin or initials hold these letters
//
// Params:  text; spoken  its letters in lower case, null for a text without any; bound
// Returns: team_id
// Order:   team_id
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
RETURN DISTINCT team.team_id AS team_id
ORDER BY team_id;
