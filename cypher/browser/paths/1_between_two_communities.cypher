// 两个社区之间 Between two communities
//
// 两个社区枢纽之间最短的联络线，经过共同的上级。
// The shortest line of liaisons between two hubs, over the one above both.
MATCH path = SHORTEST 1 (:Team {team_id: 'H500103011017'})-[:LIAISON]-{1,12}(:Team {team_id: 'H500112011001'})
RETURN path;
