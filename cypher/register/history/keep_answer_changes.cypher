// Keep the answers that a change changed: one node per subject
//
// Params:  revision; rows  [{subject, kinds, packed, paths, hours}]  paths are those that the subject had before;
//          hours  who reviewed a team's hours before and after, '' for nobody, null where that stayed (R-3)
// Returns: kept
//
// :params {revision: 1, rows: [{subject: "H500112011", kinds: ["route"], packed: null, paths: [], hours: null}]}
CYPHER 25
UNWIND $rows AS row
OPTIONAL MATCH (team:Team {team_id: row.subject})
OPTIONAL MATCH (region:Region {region_code: row.subject})
LET path = coalesce(team.territory_path, region.territory_path)
CREATE (:AnswerChange {
  subject: row.subject, revision: $revision, kinds: row.kinds, packed: row.packed,
  hours_before: row.hours[0], hours_after: row.hours[1],
  territory_paths: [known IN row.paths WHERE known <> coalesce(path, '')] + [here IN [path] WHERE here IS NOT NULL]})
RETURN count(row) AS kept
ORDER BY kept;
