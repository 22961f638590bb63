// The teams whose findings a change can alter
//
// Params:  team_ids      the changed teams
//          bearing_ids   those of them that others rest on and whose status, group, form or place changed
//          region_codes  regions whose hub came, went or moved
//          hub_names     names that hubs came to bear (N-9)
//          twin_ids      those of them whose name, code, place or status changed (N-9, N-12, A-14)
// Returns: team_id
// Order:   team_id
//
// :params {team_ids: ["T"], bearing_ids: ["H500112011"], region_codes: ["500112011"], hub_names: ["龙溪街道志愿服务总队"], twin_ids: ["T"]}
CYPHER 25
CALL () {
  UNWIND $team_ids AS id
  MATCH (team:Team {team_id: id})
  RETURN team
  UNION
  UNWIND $bearing_ids AS id
  MATCH (:Team {team_id: id})<-[:LIAISON|BRANCH_OF|VIEWING|SUPERIOR_HUB]-(team:Team)
  RETURN team
  UNION
  UNWIND $bearing_ids AS id
  MATCH (:UpgradeApplication {decided_by: id})-[:APPLIES_FOR]->(team:Team)
  RETURN team
  UNION
  UNWIND $hub_names AS name
  LET telling = left(replace(name, '重庆市', ''), 3)
  MATCH (team:Team)
  WHERE team.name CONTAINS telling
    AND (team.name = name OR replace(normalize(team.name, NFKC), ' ', '') ENDS WITH name)
  RETURN team
  UNION
  UNWIND $twin_ids AS id
  MATCH (changed:Team {team_id: id})
  MATCH (team:Team {plain_name: changed.plain_name, region_code: changed.region_code})
  RETURN team
  UNION
  UNWIND $twin_ids AS id
  MATCH (changed:Hub {team_id: id})
  MATCH (team:Team {plain_name: changed.plain_name})
  WHERE team.region_code IS NOT NULL
  RETURN team
  UNION
  UNWIND $twin_ids AS id
  MATCH (changed:Team {team_id: id})
  MATCH (team:Team {plain_uscc: changed.plain_uscc})
  RETURN team
  UNION
  UNWIND $region_codes AS code
  MATCH (region:Region {region_code: code})
  MATCH (region) (()<-[:EFFECTIVE_PARENT]-(below:Region WHERE NOT EXISTS { (below)-[:SEAT]->() })){0,4} (place)
  MATCH (place)<-[:LOCATED_IN]-(team:Team)
  RETURN team
  UNION
  UNWIND $region_codes AS code
  MATCH (region:Region {region_code: code})
  MATCH (region) (()<-[:EFFECTIVE_PARENT]-(below:Region WHERE NOT EXISTS { (below)-[:SEAT]->() })){0,4} (place)
  MATCH (place)<-[:EFFECTIVE_PARENT]-(seated:Region WHERE EXISTS { (seated)-[:SEAT]->() })
  MATCH (seated)<-[:LOCATED_IN]-(team:Hub)
  RETURN team
}
RETURN DISTINCT team.team_id AS team_id
ORDER BY team_id;
