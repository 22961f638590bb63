// The ids of a register's rows by kind, in order
//
// Params:  kind  regions | registration_authorities | teams | applications
// Returns: ids
//
// :params {kind: "teams"}
CYPHER 25
CALL () {
  WHEN $kind = 'teams' THEN { MATCH (team:Team) RETURN team.team_id AS id }
  WHEN $kind = 'regions' THEN { MATCH (region:Region) RETURN region.region_code AS id }
  WHEN $kind = 'registration_authorities' THEN {
    MATCH (authority:RegistrationAuthority) RETURN authority.authority_id AS id }
  WHEN $kind = 'applications' THEN {
    MATCH (application:UpgradeApplication) RETURN application.application_id AS id }
}
WITH id ORDER BY id
RETURN collect(id) AS ids
ORDER BY size(ids);
