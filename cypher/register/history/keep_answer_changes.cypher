// Keep the answers that a change changed: one node per subject
//
// Params:  revision; rows  [{subject, kinds, packed, paths}]  paths are those that the subject had before
// Returns: kept
//
// :params {revision: 1, rows: [{subject: "H500112011", kinds: ["route"], packed: null, paths: []}]}
CYPHER 25
UNWIND $rows AS row
OPTIONAL MATCH (team:Team {team_id: row.subject})
OPTIONAL MATCH (region:Region {region_code: row.subject})
LET path = coalesce(team.territory_path, region.territory_path)
CREATE (:AnswerChange {
  subject: row.subject, revision: $revision, kinds: row.kinds, packed: row.packed,
  territory_paths: [known IN row.paths WHERE known <> coalesce(path, '')] + [here IN [path] WHERE here IS NOT NULL]})
RETURN count(row) AS kept
ORDER BY kept;
