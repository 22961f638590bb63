// What changed of some subjects' answers, and the changes that created them
//
// Params:  subjects  asked whole; others  asked after a revision only
//          after     that revision
// Returns: subject, created_in (the first change that created it, null where none tells),
//          changes [[revision, packed, {revision, operation, reason, recorded_at, role, acting_team_id}]] oldest first,
//          created (that change, as in changes)
// Order:   subject
//
// :params {subjects: ["H500112011"], others: [], after: 0}
CYPHER 25
UNWIND $subjects + $others AS subject
LET created_in = head(COLLECT {
  CALL (subject) {
    MATCH (team:Team {team_id: subject}) RETURN team.created_in AS revision
    UNION ALL
    MATCH (gone:Change {team_id: subject}) RETURN gone.created_in AS revision
    UNION ALL
    MATCH (region:Region {region_code: subject}) RETURN region.created_in AS revision
    UNION ALL
    MATCH (authority:RegistrationAuthority {authority_id: subject}) RETURN authority.created_in AS revision
  }
  WITH revision WHERE revision IS NOT NULL
  RETURN revision ORDER BY revision LIMIT 1 })
RETURN subject, created_in,
  COLLECT {
    MATCH (told:AnswerChange {subject: subject})
    WHERE told.revision > $after OR subject IN $subjects
    MATCH (change:Change {revision: told.revision})
    RETURN [told.revision, told.packed, change { .revision, .operation, .reason, recorded_at: toString(change.recorded_at), .role, .acting_team_id }]
    ORDER BY told.revision } AS changes,
  head(COLLECT { MATCH (change:Change {revision: created_in})
    RETURN change { .revision, .operation, .reason, recorded_at: toString(change.recorded_at), .role, .acting_team_id } }) AS created
ORDER BY subject;
