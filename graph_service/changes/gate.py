"""The gate: the audit's own statements, asked about what a change touches."""

from __future__ import annotations

from graph_service import cypher
from graph_service.answers.audit import Finding
from graph_service.errors import RuleRefused
from graph_service.graph import Transaction
from graph_service.messages import say
from graph_service.operations.held import Held, differ
from graph_service.operations.specs import persons
from graph_service.questions import audit, rules
from graph_service.questions.findings import Found
from graph_service.rows.merging import is_hub
from graph_service.rows.rows import Values

_TOUCHED_TEAMS = cypher.load("register/changes/touched_teams")
_BEARING = (
    "status",
    "permission_group",
    "registration_status",
    "team_kind",
    "region_code",
    "business_line",
    "branch_of",
)
_TWINNING = ("name", "uscc", "region_code", "team_kind", "status", "branch_of")

Key = tuple[str, str, str]


async def touched(tx: Transaction, before: Held, after: Held) -> set[str]:
    """Return the teams whose findings the change from one set of rows to the other can alter."""
    pairs = [(team_id, before.teams.get(team_id), row) for team_id, row in after.teams.items()]
    lists = {
        "bearing_ids": [team_id for team_id, old, new in pairs if differ(old, new, _BEARING)],
        "region_codes": after.reseated_since(before),
        "hub_names": [
            new["name"]
            for _, old, new in pairs
            if new and is_hub(new) and differ(old, new, ("name", "team_kind"))
        ],
        "twin_ids": [team_id for team_id, old, new in pairs if new and differ(old, new, _TWINNING)],
    }
    if not any(lists.values()):
        return {team_id for team_id, _, new in pairs if new is not None}
    rows = await tx.run(_TOUCHED_TEAMS, team_ids=list(after.teams), **lists)
    return {row["team_id"] for row in rows}


def of_persons(before: Held, after: Held) -> bool:
    """Return whether only persons change, who bear on few rules and on no other team."""
    if before.applications != after.applications:
        return False
    names = persons()
    return all(
        old is not None and new is not None and _changed(old, new) <= names
        for old, new in ((before.teams.get(i), row) for i, row in after.teams.items())
    )


async def findings(
    tx: Transaction, team_ids: list[str], *, of_persons: bool = False
) -> list[Found]:
    """Return the breaches of a few teams, without the facts worth showing."""
    found = await rules.findings_in(tx, team_ids, of_persons=of_persons)
    return [finding for finding in found if finding["severity"] != "INFO"]


def key(finding: Found | Finding) -> Key:
    """Return what makes two findings the same breach."""
    return finding["rule_id"], finding["team_id"] or "", finding["severity"]


async def named(tx: Transaction, found: list[Found]) -> list[Finding]:
    """Return findings with names, clauses and messages."""
    return await audit.with_names(tx.read, found)


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


def _changed(old: Values, new: Values) -> set[str]:
    return {name for name, value in new.items() if value != old.get(name)}
