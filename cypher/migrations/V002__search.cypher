// Name search: Chinese by bigrams, pinyin and initials by trigrams
CREATE FULLTEXT INDEX team_search IF NOT EXISTS FOR (team:Team) ON EACH [team.name]
  OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk', `fulltext.eventually_consistent`: false}};
CREATE TEXT INDEX team_name IF NOT EXISTS FOR (team:Team) ON (team.name);
CREATE TEXT INDEX team_pinyin IF NOT EXISTS FOR (team:Team) ON (team.pinyin);
CREATE TEXT INDEX team_initials IF NOT EXISTS FOR (team:Team) ON (team.initials);
