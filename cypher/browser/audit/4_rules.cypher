// 必须遵守的规则 The rules whose breach is an error
//
// 点开一个圆，可见条款、原文和检查方法。
// Click a circle for clause, quote and check.
MATCH (rule:Rule {severity: 'ERROR'})
RETURN rule
ORDER BY rule.rule_id;
