// How many records wait for a reviewer, by their teams' level and by age
//
// Params:  reviewer_id; within  a territory_path, null for any; ages  days, each the upper bound of an age
// Returns: level, age  (how many of the bounds it has passed), records
// Order:   level, age
//
// :params {reviewer_id: "H500112", within: null, ages: [7, 30, 90]}
CYPHER 25
LET now = datetime({timezone: '+08:00'})
MATCH (record:ServiceRecord) USING INDEX SEEK record:ServiceRecord(reviewer_id, entered_at, record_id)
WHERE record.reviewer_id = $reviewer_id AND record.entered_at IS NOT NULL AND record.record_id IS NOT NULL
  AND record.service_status = 'completed'
WITH record.team_id AS team_id, size([days IN $ages WHERE record.entered_at <= now - duration({days: days})]) AS age, count(*) AS records
MATCH (team:Team {team_id: team_id})
WHERE $within IS NULL OR team.territory_path STARTS WITH $within
RETURN team.level AS level, age, sum(records) AS records
ORDER BY level, age;
