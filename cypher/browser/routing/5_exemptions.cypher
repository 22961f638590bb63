// 什么权限免去什么审核 Which permission exempts from which review
//
// 六项业务与注册：哪些权限免审，终审者需要什么（默认读法）。
// The businesses: what exempts from each, and what its final reviewer needs (default reading).
MATCH path = (:Business)-[edge:EXEMPTED_BY|REVIEWER_NEEDS]->(:Permission)
WHERE coalesce(edge.fast_review_policy, 'liaison_final') = 'liaison_final'
RETURN path;
