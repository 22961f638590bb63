// 一个区的街道席位 The street seats of one district
//
// 渝中区各街道的席位。
// Which hub sits for each street of the district.
MATCH path = (:Region {region_code: '500103'})<-[:PART_OF]-{0,1}(:Region)-[:SEAT]->(:Hub)
RETURN path
LIMIT 300;
