// 从一个社区到市级的联络线 The line from a community up to the city
//
// 华福巷社区的枢纽型团体经街道、区到市级，每一步都是联络团体。
// A community's hub, its street's, its district's, the city's: each is the liaison of the one below.
MATCH path = (:Team {team_id: 'H500103011017'})-[:LIAISON]->{1,4}(:CityHub)
RETURN path;
