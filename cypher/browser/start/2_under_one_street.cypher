// 一个街道之下 What hangs under one street
//
// 以大溪沟街道的枢纽型团体为联络团体的全部团体。
// Every team that chose the street's hub as its liaison.
MATCH path = (:TownHub {team_id: 'H500103011'})<-[:LIAISON]-(:Team)
RETURN path
LIMIT 300;
