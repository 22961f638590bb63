// Of these teams, those with the properties asked for, the likeliest to be meant first
//
// Place: whole, start or part (0, 1, 2) of the name, its pinyin or its initials (0, 1, 2), then the
// name's length; a name is whole too if only a division's word follows what was asked: 松树桥 社区.
//
// Params:  team_ids; region_code, within, level, team_kind, registration_status, permission_group,
//          status, liaison_id  each null for any; after, limit;
//          parts  [{text, spoken}] that the qualified name or its sound all hold;
//          words  [{text, spoken}] that follow the name of a place
// Returns: summary, place
// Order:   place
//
// :params {team_ids: ["H50"], region_code: null, within: null, level: null, team_kind: null, registration_status: null, permission_group: null, status: null, liaison_id: null, after: "", limit: 2, parts: [{text: "联合会", spoken: null}], words: [{text: "社区", spoken: "shequ"}]}
CYPHER 25
UNWIND $team_ids AS team_id
MATCH (team:Team {team_id: team_id})
WHERE ($region_code IS NULL OR team.region_code = $region_code)
  AND ($within IS NULL OR team.territory_path STARTS WITH $within)
  AND ($level IS NULL OR team.level = $level)
  AND ($team_kind IS NULL OR team.team_kind = $team_kind)
  AND ($registration_status IS NULL OR team.registration_status = $registration_status)
  AND ($permission_group IS NULL OR team.permission_group = $permission_group)
  AND ($status IS NULL OR team.status = $status)
  AND ($liaison_id IS NULL OR EXISTS { (team)-[:LIAISON]->(:Team {team_id: $liaison_id}) })
  AND (size($parts) = 1 OR all(part IN $parts WHERE team.display_name CONTAINS part.text
    OR coalesce(team.pinyin CONTAINS part.spoken OR team.initials CONTAINS part.spoken, false)))
LET name = team.name, whole_name = team.display_name, pinyin = team.pinyin, initials = team.initials
LET likeness = reduce(best = '9', found IN [part IN $parts | CASE
    WHEN name STARTS WITH part.text THEN CASE
      WHEN name = part.text OR any(word IN $words WHERE name STARTS WITH part.text + word.text) THEN '00'
      ELSE '10' END
    WHEN team:Hub AND name CONTAINS part.text AND whole_name CONTAINS '·' + part.text THEN CASE
      WHEN any(word IN $words WHERE whole_name ENDS WITH '·' + part.text + word.text + '）') THEN '00'
      ELSE '10' END
    WHEN pinyin STARTS WITH part.spoken THEN CASE
      WHEN pinyin = part.spoken OR any(word IN $words WHERE pinyin STARTS WITH part.spoken + word.spoken) THEN '01'
      ELSE '11' END
    WHEN initials STARTS WITH part.spoken THEN CASE
      WHEN initials = part.spoken
        OR any(word IN $words WHERE substring(name, size(part.spoken)) STARTS WITH word.text) THEN '02'
      ELSE '12' END
    WHEN name CONTAINS part.text THEN '20'
    WHEN pinyin CONTAINS part.spoken THEN '21'
    WHEN initials CONTAINS part.spoken THEN '22'
    ELSE '9' END] | CASE WHEN found < best THEN found ELSE best END)
LET place = likeness + right('000' + toString(size(name)), 4) + ' ' + team.team_id
FILTER place > $after
RETURN team { .team_id, .name, .display_name, .team_kind, .level, .region_code,
  .registration_status, .permission_group, .status } AS summary, place
ORDER BY place
LIMIT toInteger($limit);
