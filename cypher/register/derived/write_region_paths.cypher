// Write every region's path through the tree in force, and its qualified name
//
// Returns: written (regions whose path or qualified name changed)
//
// :params {}
CYPHER 25
MATCH (root:Region)
WHERE NOT EXISTS { (root)-[:EFFECTIVE_PARENT]->() }
MATCH (root) (()<-[:EFFECTIVE_PARENT]-(below:Region)){0,4} (region)
LET line = [root] + below
LET territory_path = '/' + reduce(path = '', part IN line | path + part.region_code + '/'),
    named = [part IN line WHERE part.level <> 'city' | part.name]
LET qualified_name = reduce(text = head(named), name IN tail(named) | text + '·' + name)
FILTER coalesce(region.territory_path, '') <> territory_path
  OR coalesce(region.qualified_name, '') <> coalesce(qualified_name, '')
SET region.territory_path = territory_path, region.qualified_name = qualified_name
RETURN count(region) AS written
ORDER BY written;
