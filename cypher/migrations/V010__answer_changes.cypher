// Answers that changed, by subject and by change; plain names searched in part (N-9)
CREATE INDEX answer_change_subject IF NOT EXISTS FOR (change:AnswerChange) ON (change.subject, change.revision);
CREATE INDEX answer_change_revision IF NOT EXISTS FOR (change:AnswerChange) ON (change.revision);
CREATE TEXT INDEX team_plain_name_text IF NOT EXISTS FOR (team:Team) ON (team.plain_name);
CREATE INDEX change_reset IF NOT EXISTS FOR (change:Change) ON (change.reset, change.revision);
CREATE INDEX change_recorded_at IF NOT EXISTS FOR (change:Change) ON (change.recorded_at);
