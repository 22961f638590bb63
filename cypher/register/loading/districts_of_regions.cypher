// The district that every region lies in, as a path: what a change keeps of where it wrote
//
// Returns: paths  [[region_code, path]]
//
// :params {}
CYPHER 25
MATCH (region:Region)
LET path = reduce(path = '/', code IN split(region.territory_path, '/')[1..3] | path + code + '/')
RETURN collect([region.region_code, path]) AS paths
ORDER BY size(paths);
