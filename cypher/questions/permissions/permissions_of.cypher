// What a team may do itself, and who holds what it lacks
//
// Rule:    附件; I-17: nothing is inherited downward, the effective holder is found by climbing
//          liaison edges, past a legal-person hub without one to its superior hub.
// Params:  team_ids
// Returns: index, team_id, permission_group, effective [[permission, own, place in chain | null]],
//          chain [[id, name, level]], the team first
// Order:   index
//
// :params {team_ids: ["H500112011001"]}
CYPHER 25
CALL () {
  MATCH (p:Permission)
  WITH p ORDER BY p.column
  RETURN collect({code: p.code, groups: COLLECT { MATCH (p)<-[:GRANTS]-(g:PermissionGroup) RETURN g.code }}) AS columns
}
UNWIND range(0, size($team_ids) - 1) AS index
OPTIONAL MATCH (t:Team {team_id: $team_ids[index]})
LET chain = CASE WHEN t IS NULL THEN [] ELSE [t] + head(COLLECT {
  MATCH (t) ((a)-[:LIAISON|STANDS_UNDER]->(n)
    WHERE NOT a:CityHub AND (a:Hub OR NOT a:LegalPerson)){0,12} ()
  RETURN n ORDER BY size(n) DESC LIMIT 1 }) END
LET held = [n IN chain | CASE WHEN n.status = 'active' THEN n.permission_group END]
RETURN index, t.team_id AS team_id, t.permission_group AS permission_group,
  [c IN columns | [c.code, coalesce(held[0] IN c.groups, false),
                   head([k IN range(0, size(chain) - 1) WHERE held[k] IN c.groups])]] AS effective,
  [n IN chain | [n.team_id, n.name, n.level]] AS chain
ORDER BY index;
