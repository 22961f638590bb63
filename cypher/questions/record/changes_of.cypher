// What changed of some subjects' answers, and the changes that created them
//
// Params:  subjects  asked whole; others  asked after a revision only
//          after     that revision
//          kinds     answers of these kinds only, null for all
//          earlier   how many changes at most up to that revision, the newest ones
// Returns: subject, created_in (the first change that created it, null where none tells),
//          changes [[revision, packed, {revision, operation, reason, recorded_at, role, acting_team_id}]] oldest first,
//          cut (whether there are earlier ones still),
//          created (that change, as in changes)
// Order:   subject
//
// :params {subjects: ["H500112011"], others: [], after: 0, kinds: null, earlier: 100}
CYPHER 25
UNWIND $subjects + $others AS subject
LET created_in = head(COLLECT {
  CALL (subject) {
    MATCH (team:Team {team_id: subject}) RETURN team.created_in AS revision
    UNION ALL
    MATCH (gone:Change {team_id: subject}) RETURN gone.created_in AS revision
    UNION ALL
    MATCH (left:Gone {subject: subject}) RETURN left.created_in AS revision
    UNION ALL
    MATCH (region:Region {region_code: subject}) RETURN region.created_in AS revision
    UNION ALL
    MATCH (authority:RegistrationAuthority {authority_id: subject}) RETURN authority.created_in AS revision
  }
  WITH revision WHERE revision IS NOT NULL
  RETURN revision ORDER BY revision LIMIT 1 })
LET later = COLLECT {
    MATCH (told:AnswerChange {subject: subject})
    WHERE told.revision > $after AND ($kinds IS NULL OR any(kind IN told.kinds WHERE kind IN $kinds))
    RETURN told ORDER BY told.revision },
  before = CASE WHEN subject IN $others THEN [] ELSE COLLECT {
    MATCH (told:AnswerChange {subject: subject})
    WHERE told.revision <= $after AND ($kinds IS NULL OR any(kind IN told.kinds WHERE kind IN $kinds))
    RETURN told ORDER BY told.revision DESC LIMIT toInteger($earlier) } END
RETURN subject, created_in,
  COLLECT {
    UNWIND reverse(before) + later AS told
    MATCH (change:Change {revision: told.revision})
    RETURN [told.revision, told.packed, change { .revision, .operation, .reason, recorded_at: toString(change.recorded_at), .role, .acting_team_id }]
    ORDER BY told.revision } AS changes,
  size(before) = toInteger($earlier) AS cut,
  head(COLLECT { MATCH (change:Change {revision: created_in})
    RETURN change { .revision, .operation, .reason, recorded_at: toString(change.recorded_at), .role, .acting_team_id } }) AS created
ORDER BY subject;
