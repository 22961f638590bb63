// 属地范围 What lies in a hub's territory
//
// 龙溪街道及其社区，和各处的团体。
// A street and its communities, with the teams in each.
MATCH path = (:Region {region_code: '500112011'})<-[:PART_OF]-{0,1}(:Region)<-[:LOCATED_IN]-(:Team)
RETURN path
LIMIT 300;
