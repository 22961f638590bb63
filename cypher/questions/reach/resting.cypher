// The teams that rest on these: by an edge, or by an application that one of these decided
//
// Rule:    A-1, A-7, A-8, A-9, P-6 to P-9.
// Params:  team_ids
// Returns: team_id
// Order:   team_id
//
// :params {team_ids: ["H500112011"]}
CYPHER 25
CALL () {
  UNWIND $team_ids AS id
  MATCH (:Team {team_id: id})<-[:LIAISON|BRANCH_OF|VIEWING|SUPERIOR_HUB]-(team:Team)
  RETURN team
  UNION
  UNWIND $team_ids AS id
  MATCH (:UpgradeApplication {decided_by: id})-[:APPLIES_FOR]->(team:Team)
  RETURN team
}
RETURN DISTINCT team.team_id AS team_id
ORDER BY team_id;
