// The teams that bear the name that a hub of these places would have
//
// Rule:    N-9.
// Params:  stems  names of regions, before and after; names  the name forms: what hubs are called
// Returns: team_id
// Order:   team_id
//
// :params {stems: ["龙溪街道"], names: {hub_names: {city: ["重庆市志愿服务联合会"], district: ["志愿者协会"], town: ["志愿服务总队"], village: ["志愿服务大队"]}}}
CYPHER 25
FILTER EXISTS { (:Team) }
UNWIND $stems AS stem
UNWIND $names.hub_names.city + $names.hub_names.district + $names.hub_names.town + $names.hub_names.village AS suffix
LET name = stem + suffix
CALL (name) {
  MATCH (team:Team)
  WHERE team.name STARTS WITH name AND team.name = name
  RETURN team
  UNION
  MATCH (team:Team)
  WHERE team.plain_name STARTS WITH name AND team.plain_name = name
  RETURN team
}
RETURN DISTINCT team.team_id AS team_id
ORDER BY team_id;
