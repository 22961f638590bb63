// 联络链范围 What hangs in a hub's liaison chain
//
// 直接或间接以龙溪街道志愿服务总队为联络团体的团体。
// Teams that reach the street's hub over their liaisons.
MATCH path = (:TownHub {team_id: 'H500112011'})<-[:LIAISON]-{1,12}(:Team)
RETURN path
LIMIT 300;
