// Write regions' paths through the tree in force, and their qualified names
//
// Params:  region_codes  regions whose place or name changed, all below them is written too; null for all
// Returns: region_codes (those whose path or qualified name changed)
//
// :params {region_codes: null}
CYPHER 25
CALL () {
  UNWIND $region_codes AS code
  MATCH (top:Region {region_code: code})
  MATCH (top) (()<-[:EFFECTIVE_PARENT]-(:Region)){0,4} (region)
  RETURN region
  UNION
  UNWIND CASE WHEN $region_codes IS NULL THEN [true] ELSE [] END AS whole
  MATCH (region:Region)
  RETURN region
}
MATCH (region) (()-[:EFFECTIVE_PARENT]->(above:Region)){0,4} (root)
WHERE NOT EXISTS { (root)-[:EFFECTIVE_PARENT]->() }
LET line = [region] + above
LET territory_path = '/' + reduce(path = '', part IN line | part.region_code + '/' + path),
    named = [part IN line WHERE part.level <> 'city' | part.name]
LET qualified_name = reduce(text = head(named), name IN tail(named) | name + '·' + text)
FILTER coalesce(region.territory_path, '') <> territory_path
  OR coalesce(region.qualified_name, '') <> coalesce(qualified_name, '')
SET region.territory_path = territory_path, region.qualified_name = qualified_name
WITH region.region_code AS code ORDER BY code
RETURN collect(code) AS region_codes
ORDER BY size(region_codes);
