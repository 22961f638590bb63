// Teams of some regions that hold no seat there: units, legal persons, branches
//
// Params:  region_codes; limit  teams of one region at most
// Returns: region_code, teams [[id, name, form, status]]  form: unit_team, legal_person, branch
// Order:   region_code
//
// :params {region_codes: ["500112"], limit: 200}
CYPHER 25
UNWIND $region_codes AS region_code
MATCH (region:Region {region_code: region_code})
LET teams = COLLECT {
  MATCH (region)<-[:LOCATED_IN]-(team:Team)
  WHERE NOT team:Hub AND team.status <> 'closed'
  RETURN [team.team_id, team.name,
    CASE WHEN team:Branch THEN 'branch' WHEN team:LegalPerson THEN 'legal_person' ELSE 'unit_team' END, team.status]
  ORDER BY team.team_id LIMIT toInteger($limit) }
RETURN region_code, teams
ORDER BY region_code;
