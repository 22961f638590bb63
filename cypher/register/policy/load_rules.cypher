// Load the rules with clause and literal quotes
//
// Params:  rules  [{rule_id, clause, quotes, severity, title_zh, title_en, check, derived}]
// Returns: rules
//
// :params {rules: [{rule_id: "A-2", clause: "三（二）1", quotes: [], severity: "ERROR", title_zh: "…", title_en: "…", check: "…", derived: true}]}
CYPHER 25
UNWIND $rules AS row
MERGE (rule:Rule {rule_id: row.rule_id})
SET rule += row
RETURN count(rule) AS rules
ORDER BY rules;
