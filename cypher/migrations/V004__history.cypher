// History and kept answers
CREATE CONSTRAINT answered_key IF NOT EXISTS FOR (answered:Answered) REQUIRE answered.key IS UNIQUE;
CREATE INDEX answered_at IF NOT EXISTS FOR (answered:Answered) ON (answered.answered_at);
CREATE INDEX change_team IF NOT EXISTS FOR (change:Change) ON (change.team_id, change.revision);
CREATE INDEX application_decided_by IF NOT EXISTS FOR (application:UpgradeApplication) ON (application.decided_by);
