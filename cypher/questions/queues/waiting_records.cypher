// A page of the records that wait for a reviewer, oldest first; what is planned or goes on is never confirmed
//
// No condition is an OR of what is indexed: that would read all that waits, and the index order would be lost.
//
// Rule:    三（三）, R-2
// Params:  reviewer_kind  team | registration_authority, reviewer_id; within  a territory_path, null for any
//          from_second, from_nano, after  the place of the page before: since then, and after this record_id; limit
// Returns: known  whether the reviewer is on record
//          waiting  [[record_id, team_id, since, second, nanosecond]]
// Order:   one row
//
// :params {reviewer_kind: "team", reviewer_id: "H500112", within: null, from_second: 0, from_nano: 0, after: "", limit: 3}
CYPHER 25
LET known = CASE $reviewer_kind WHEN 'team' THEN EXISTS { (:Team {team_id: $reviewer_id}) }
    ELSE EXISTS { (:RegistrationAuthority {authority_id: $reviewer_id}) } END,
  since = datetime({epochSeconds: $from_second, nanosecond: $from_nano}) - duration({nanoseconds: 1})
LET waiting = COLLECT {
  MATCH (record:ServiceRecord) USING INDEX SEEK record:ServiceRecord(reviewer_id, entered_at, record_id)
  WHERE record.reviewer_id = $reviewer_id AND record.entered_at > since AND record.record_id IS NOT NULL
    AND record.service_status = 'completed'
    AND CASE WHEN record.entered_at.epochSeconds = $from_second AND record.entered_at.nanosecond = $from_nano
      THEN record.record_id > $after ELSE true END
    AND ($within IS NULL OR EXISTS { MATCH (record)-[:OF_TEAM]->(team:Team) WHERE team.territory_path STARTS WITH $within })
  RETURN [record.record_id, record.team_id, toString(record.entered_at), record.entered_at.epochSeconds, record.entered_at.nanosecond]
  ORDER BY record.reviewer_id, record.entered_at, record.record_id LIMIT toInteger($limit) }
RETURN known, waiting
ORDER BY known;
