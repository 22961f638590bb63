// 一个区的全部枢纽 All hubs of one district
//
// 渝中区的 92 个枢纽席位，一张图看完。
// The district's 92 seats in one picture.
MATCH path = (:DistrictHub {team_id: 'H500103'})<-[:LIAISON]-{1,2}(:Hub)
RETURN path
LIMIT 300;
