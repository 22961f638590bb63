"""What only the service speaks of: findings and callers."""

from __future__ import annotations

from graph_service.vocabulary.term import Term


class Severity(Term):
    """ERROR = 应/必须 or structure; WARN = 原则上 or an interpretation; INFO = a fact, no fault."""

    ERROR = "ERROR", "错误"
    WARN = "WARN", "提醒"
    INFO = "INFO", "信息"


class Role(Term):
    """角色; each includes the one before."""

    ANONYMOUS = "anonymous", "匿名"
    READER = "reader", "读者"
    ANALYST = "analyst", "分析员"
    OPERATOR = "operator", "操作员"
    ADMINISTRATOR = "administrator", "管理员"
