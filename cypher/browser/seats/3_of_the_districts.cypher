// 全市区县席位 The district seats of the city
//
// 38 个区县与它们的枢纽型团体。
// The 38 districts and their hubs.
MATCH path = (:Region {level: 'city'})<-[:PART_OF]-(:Region)-[:SEAT]->(:DistrictHub)
RETURN path
LIMIT 300;
