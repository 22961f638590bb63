// The teams whose answers rest on one of our readings, where the register tells which they are
//
// Rule:    I-1 to I-30 (docs/rules.md)
// Params:  interpretation, hub_groups, region_prefix
// Returns: told (false where what is on record does not tell), teams, examples [id, name, level] at most two
// Order:   one row
//
// :params {interpretation: "I-3", hub_groups: {city: "senior_fast", district: "senior_fast", town: "intermediate_fast", village: "junior_fast"}, region_prefix: "50"}
CYPHER 25
MATCH (team:Team)
LET rests = CASE $interpretation
  WHEN 'I-1' THEN team:CityHub
  WHEN 'I-2' THEN team:CityHub
  WHEN 'I-3' THEN team:Hub AND team:LegalPerson
  WHEN 'I-5' THEN team:Hub AND NOT team:LegalPerson
  WHEN 'I-6' THEN team.status = 'active'
  WHEN 'I-8' THEN NOT team:CityHub AND NOT team:LegalPerson AND NOT team:Branch AND NOT EXISTS {
    MATCH (team)-[:LOCATED_IN]->(place:Region)
    MATCH (place) (()-[:EFFECTIVE_PARENT]->(:Region)){0,1} (wanted:Region)-[:SEAT]->(:Hub)
    WHERE team:Hub <> (wanted = place) }
  WHEN 'I-14' THEN team:Branch
  WHEN 'I-18' THEN team.status = 'pending'
  WHEN 'I-19' THEN team:Hub AND team.permission_group <> $hub_groups[team.level]
  WHEN 'I-23' THEN team.filing_office IS NOT NULL
  WHEN 'I-24' THEN EXISTS {
    MATCH (team)-[:REGISTERED_BY]->(authority:RegistrationAuthority)
    WHERE NOT authority.division_code STARTS WITH $region_prefix }
  WHEN 'I-28' THEN team:LegalPerson
  WHEN 'I-29' THEN team:LegalPerson AND NOT team:Hub
  WHEN 'I-30' THEN team:LegalPerson
END
WITH count(rests) > 0 AS told, count(CASE WHEN rests THEN true END) AS teams,
  min(CASE WHEN rests THEN team.team_id END) AS first, max(CASE WHEN rests THEN team.team_id END) AS last
RETURN told, teams, COLLECT {
    MATCH (team:Team) WHERE team.team_id IN [first, last]
    RETURN [team.team_id, team.name, team.level] ORDER BY team.team_id
  } AS examples
ORDER BY teams;
