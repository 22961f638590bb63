// 所有最短的关系路径 Every shortest path of any kind
//
// 联络、查看、登记都算在内时，两个团体之间的全部最短路径。
// With liaisons, viewing and registration counted: all shortest paths between two teams.
MATCH path = ALL SHORTEST (:Team {team_id: 'T-500103-education'})-[:LIAISON|VIEWING|REGISTERED_BY]-{1,12}(:Team {team_id: 'T-500112-education'})
RETURN path
LIMIT 50;
