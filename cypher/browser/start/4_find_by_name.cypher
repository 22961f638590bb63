// 按名称查找 Find teams by a part of their name
//
// 把“松树桥”换成别的字，即可查别处。
// Put other characters for 松树桥 to look elsewhere.
MATCH (team:Team)
WHERE team.name CONTAINS '松树桥'
RETURN team
ORDER BY team.team_id
LIMIT 25;
