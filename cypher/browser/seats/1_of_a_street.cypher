// 一个街道的席位 The seats of one street
//
// 每个社区区划与坐在它席位上的枢纽型团体；没有连线的区划即为空席。
// Each community and the hub on its seat; a division without a line is vacant.
MATCH path = (:Region {region_code: '500112011'})<-[:PART_OF]-{0,1}(:Region)-[:SEAT]->(:Hub)
RETURN path
LIMIT 300;
