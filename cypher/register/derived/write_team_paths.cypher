// Carry the regions' paths and qualified names over to their teams
//
// Returns: written (teams that changed)
//
// :params {}
CYPHER 25
MATCH (region:Region)<-[:LOCATED_IN]-(team:Team)
LET display_name = team.name + coalesce('（' + region.qualified_name + '）', '')
FILTER coalesce(team.territory_path, '') <> region.territory_path
  OR coalesce(team.display_name, '') <> display_name
  OR team.level <> region.level
SET team.territory_path = region.territory_path, team.display_name = display_name,
    team.level = region.level
RETURN count(team) AS written
ORDER BY written;
