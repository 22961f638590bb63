// 共同的上级 The superior they share
//
// 两条联络线向上，在哪里相会。
// Two lines upwards, and where they meet.
MATCH one = (:Team {team_id: 'H500103011017'})-[:LIAISON]->{0,12}(common:Team)
MATCH other = (:Team {team_id: 'H500103013009'})-[:LIAISON]->{0,12}(common)
RETURN one, other
ORDER BY length(one) + length(other), common.team_id
LIMIT 1;
