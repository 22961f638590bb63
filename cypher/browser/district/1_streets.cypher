// 一个区的街道 The streets of one district
//
// 渝中区与它的 11 个街道枢纽。
// A district's hub and those of its 11 streets.
MATCH path = (:DistrictHub {team_id: 'H500103'})<-[:LIAISON]-(:TownHub)
RETURN path
LIMIT 300;
