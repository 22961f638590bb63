// Does another non-hub team bear this very name? Hubs are not asked about: theirs may repeat (N-11)
//
// Rule:    N-12
// Params:  team_id  the team that would take the name
//          name
// Returns: taken
//
// :params {team_id: "T", name: "重庆市渝北区阳光志愿服务队"}
CYPHER 25
MATCH (team:Team {team_id: $team_id})
RETURN NOT team:Hub AND EXISTS {
  MATCH (other:Team {name: $name}) WHERE other <> team AND NOT other:Hub AND other.status <> 'closed' } AS taken
ORDER BY taken;
