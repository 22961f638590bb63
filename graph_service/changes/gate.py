"""The gate: what a change would add to the findings, and whether that refuses it."""

from __future__ import annotations

from graph_service.answers.audit import Finding
from graph_service.errors import RuleRefused
from graph_service.graph import Transaction
from graph_service.messages import say
from graph_service.questions import audit
from graph_service.questions.findings import Found


async def named(tx: Transaction, found: list[Found]) -> list[Finding]:
    """Return findings with names, clauses and messages."""
    return await audit.with_names(tx.read, found) if found else []


def refuse(added: list[Finding]) -> None:
    """Raise RuleRefused with all that was added if any of it is an ERROR."""
    errors = [finding for finding in added if finding["severity"] == "ERROR"]
    if not errors:
        return
    rule_ids = sorted({finding["rule_id"] for finding in errors})
    zh, en = say("write.refused", rules="、".join(rule_ids), rules_en=", ".join(rule_ids))
    refused = RuleRefused(zh, en, rule_ids=rule_ids, violations=added)
    refused.advice = "accept_violations"
    raise refused
