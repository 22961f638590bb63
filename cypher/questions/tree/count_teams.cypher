// How many teams of a territory there are of each kind, permission group and status
//
// Params:  within  a territory_path
// Returns: form (hub, unit_team, legal_person, branch), permission_group, status, teams
// Order:   form, permission_group, status
//
// :params {within: "/50/500112/"}
CYPHER 25
MATCH (team:Team) USING INDEX SEEK team:Team(territory_path, team_id)
WHERE team.territory_path STARTS WITH $within AND team.team_id IS NOT NULL
RETURN CASE WHEN team:Hub THEN 'hub' WHEN team:Branch THEN 'branch' WHEN team:LegalPerson THEN 'legal_person' ELSE 'unit_team' END AS form,
  team.permission_group AS permission_group, team.status AS status, count(*) AS teams
ORDER BY form, permission_group, status;
