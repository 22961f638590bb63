// 联络团体是否上一级席位（A-1） Is each liaison the seat above (A-1)
//
// 街道的社区枢纽都应联到同一个圆；联到别处的会露在外面。
// All community hubs should meet in one circle: one that chose another hub sticks out.
MATCH path = (:Region {region_code: '500112011'})<-[:PART_OF]-(:Region)<-[:LOCATED_IN]-(:VillageHub)-[:LIAISON]->(:Team)
RETURN path
LIMIT 300;
