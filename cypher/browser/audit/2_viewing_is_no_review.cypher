// 查看团体不是审核者（A-12） Viewing gives no review (A-12)
//
// 各区县教委志愿服务队以市教委志愿服务队为查看团体：只看，不审核。
// The district teams that the city's education team may view, and nothing more.
MATCH path = (:Team {team_id: 'T-50-education'})<-[:VIEWING]-(:Team)
RETURN path
LIMIT 300;
