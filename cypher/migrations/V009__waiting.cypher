// Applications that wait for a decision are found by their status
CREATE INDEX application_status IF NOT EXISTS FOR (application:UpgradeApplication) ON (application.status);
