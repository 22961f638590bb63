// Teams whose name holds one character, or whose pinyin or initials hold these letters
//
// Params:  text  in lower case; bound
// Returns: team_id
// Order:   team_id
//
// :params {text: "yubei", bound: 10}
CYPHER 25
CALL () {
  MATCH (team:Team) WHERE team.name CONTAINS $text RETURN team LIMIT toInteger($bound)
  UNION
  MATCH (team:Team) WHERE team.pinyin CONTAINS $text RETURN team LIMIT toInteger($bound)
  UNION
  MATCH (team:Team) WHERE team.initials CONTAINS $text RETURN team LIMIT toInteger($bound)
}
RETURN DISTINCT team.team_id AS team_id
ORDER BY team_id;
