// Authorities by their division, filed teams by their town: sought, not looked through
CREATE INDEX authority_region_code IF NOT EXISTS FOR (authority:RegistrationAuthority) ON (authority.region_code);
CREATE INDEX team_filing_office IF NOT EXISTS FOR (team:Team) ON (team.filing_office);
