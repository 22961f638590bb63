// The ids of a register's rows by kind, in order
//
// Params:  kind  regions | registration_authorities | teams | applications
// Returns: ids
//
// :params {kind: "teams"}
CYPHER 25
CALL () {
  MATCH (team:Team) WHERE $kind = 'teams' RETURN team.team_id AS id
  UNION ALL
  MATCH (region:Region) WHERE $kind = 'regions' RETURN region.region_code AS id
  UNION ALL
  MATCH (authority:RegistrationAuthority) WHERE $kind = 'registration_authorities' RETURN authority.authority_id AS id
  UNION ALL
  MATCH (application:UpgradeApplication) WHERE $kind = 'applications' RETURN application.application_id AS id
}
WITH id ORDER BY id
RETURN collect(id) AS ids
ORDER BY size(ids);
