// Keys and paths
//
// Every id is unique. A region's seat carries no constraint: a double hub must be holdable (N-10).
CREATE CONSTRAINT team_id IF NOT EXISTS FOR (team:Team) REQUIRE team.team_id IS UNIQUE;
CREATE CONSTRAINT region_code IF NOT EXISTS FOR (region:Region) REQUIRE region.region_code IS UNIQUE;
CREATE CONSTRAINT authority_id IF NOT EXISTS FOR (authority:RegistrationAuthority) REQUIRE authority.authority_id IS UNIQUE;
CREATE CONSTRAINT permission_group_code IF NOT EXISTS FOR (group:PermissionGroup) REQUIRE group.code IS UNIQUE;
CREATE CONSTRAINT permission_code IF NOT EXISTS FOR (permission:Permission) REQUIRE permission.code IS UNIQUE;
CREATE CONSTRAINT business_code IF NOT EXISTS FOR (business:Business) REQUIRE business.code IS UNIQUE;
CREATE CONSTRAINT rule_id IF NOT EXISTS FOR (rule:Rule) REQUIRE rule.rule_id IS UNIQUE;
CREATE CONSTRAINT person_id IF NOT EXISTS FOR (person:Person) REQUIRE person.person_id IS UNIQUE;
CREATE CONSTRAINT application_id IF NOT EXISTS FOR (application:UpgradeApplication) REQUIRE application.application_id IS UNIQUE;
CREATE CONSTRAINT change_revision IF NOT EXISTS FOR (change:Change) REQUIRE change.revision IS UNIQUE;
CREATE CONSTRAINT revision_id IF NOT EXISTS FOR (revision:Revision) REQUIRE revision.id IS UNIQUE;
CREATE CONSTRAINT policy_id IF NOT EXISTS FOR (policy:Policy) REQUIRE policy.id IS UNIQUE;
CREATE INDEX team_territory IF NOT EXISTS FOR (team:Team) ON (team.territory_path, team.team_id);
CREATE INDEX region_stem IF NOT EXISTS FOR (region:Region) ON (region.stem);
CREATE INDEX hub_name IF NOT EXISTS FOR (hub:Hub) ON (hub.name);
CREATE INDEX region_territory_path IF NOT EXISTS FOR (region:Region) ON (region.territory_path);
CREATE INDEX team_region_code IF NOT EXISTS FOR (team:Team) ON (team.region_code, team.team_id);
CREATE INDEX hub_region_code IF NOT EXISTS FOR (hub:Hub) ON (hub.region_code);
CREATE CONSTRAINT lock_id IF NOT EXISTS FOR (lock:Lock) REQUIRE lock.id IS UNIQUE;
