// Twins: names and credit codes as they compare, found by index (N-9, N-12, A-14)
CREATE INDEX team_plain_name IF NOT EXISTS FOR (team:Team) ON (team.plain_name, team.region_code);
CREATE INDEX hub_plain_name IF NOT EXISTS FOR (hub:Hub) ON (hub.plain_name);
CREATE INDEX team_plain_uscc IF NOT EXISTS FOR (team:Team) ON (team.plain_uscc);
