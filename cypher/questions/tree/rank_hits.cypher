// The best hits of a name search: exact, prefix, parts; names before pinyin before initials
//
// Params:  text; spoken  its letters in lower case, null for a text without any; bound, limit
// Returns: id, name, place, level, form, status
// Order:   rank, hubs first, from the top down, shorter names first, id
//
// :params {text: "songshuqiao", spoken: "songshuqiao", bound: 10, limit: 2}
CYPHER 25
CALL () {
  MATCH (team:Team) WHERE team.name CONTAINS $text RETURN team LIMIT toInteger($bound)
  UNION
  MATCH (team:Team) WHERE team.pinyin CONTAINS $spoken RETURN team LIMIT toInteger($bound)
  UNION
  MATCH (team:Team) WHERE team.initials CONTAINS $spoken RETURN team LIMIT toInteger($bound)
  UNION
  MATCH (team:Team {team_id: $text}) RETURN team
}
WITH DISTINCT team
LET rank = CASE
    WHEN team.name = $text OR team.team_id = $text THEN 0
    WHEN team.name STARTS WITH $text THEN 1
    WHEN team.name CONTAINS $text THEN 2
    WHEN team.pinyin = $spoken THEN 3
    WHEN team.pinyin STARTS WITH $spoken THEN 4
    WHEN team.initials = $spoken THEN 5
    WHEN team.initials STARTS WITH $spoken THEN 6
    WHEN team.pinyin CONTAINS $spoken THEN 7
    ELSE 8 END
ORDER BY rank, team.status = 'closed', team.team_kind, size(team.territory_path), size(team.name), team.team_id
LIMIT toInteger($limit)
OPTIONAL MATCH (team)-[:LOCATED_IN]->(region:Region)
RETURN team.team_id AS id, team.name AS name, region.qualified_name AS place, team.level AS level,
  CASE WHEN team:Hub THEN 'hub' WHEN team:Branch THEN 'branch' WHEN team:LegalPerson THEN 'legal_person' ELSE 'unit_team' END AS form,
  team.status AS status
ORDER BY rank, team.status = 'closed', team.team_kind, size(team.territory_path), size(team.name), team.team_id;
