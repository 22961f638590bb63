// The rules with clause and literal quotes
//
// Returns: rule
// Order:   rule_id
//
// :params {}
CYPHER 25
MATCH (rule:Rule)
RETURN rule { .rule_id, .clause, .quotes, .severity, .title_zh, .title_en, .check } AS rule
ORDER BY rule.rule_id;
