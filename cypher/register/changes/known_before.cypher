// Which of these ids were on record before: a change tells of them, or what they left when they went
//
// Params:  team_ids
// Returns: team_id
// Order:   team_id
//
// :params {team_ids: ["T"]}
CYPHER 25
UNWIND $team_ids AS id
WITH id
WHERE EXISTS { MATCH (told:Change {team_id: id}) WHERE told.revision IS NOT NULL } OR EXISTS { MATCH (:Gone {subject: id}) }
RETURN id AS team_id
ORDER BY team_id;
