// 一个团体的周围 Around one team
//
// 一个团体的联络团体、查看团体、登记机关和属地。
// A team's liaison, the teams that may view it, its registration authority and its place.
MATCH path = (:Team {team_id: 'T-500112-education'})-[:LIAISON|VIEWING|REGISTERED_BY|LOCATED_IN]->()
RETURN path;
