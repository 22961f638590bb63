// Applications by the team that they were applied to: what points at a team is sought, not looked through
CREATE INDEX application_applied_to IF NOT EXISTS FOR (application:UpgradeApplication) ON (application.applied_to);
