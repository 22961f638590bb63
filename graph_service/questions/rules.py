"""The rules as statements: each is one file under cypher/questions/audit/.

A statement takes ``team_ids``: null asks the whole network, a list costs what the list costs, so
that a write can ask about what it touched.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any, cast

from graph_service import cypher, notice
from graph_service.answers.audit import Facts
from graph_service.graph import Graph, Reading
from graph_service.model import Policy
from graph_service.questions.findings import Found, Run
from graph_service.vocabulary import Severity

_FEW = 100
_PHONES = r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}"


def _rule_id(name: str) -> str:
    letter, number = name.rsplit("/", 1)[-1].split("_")
    return f"{letter.upper()}-{number}"


def _names_record(name: str) -> bool:
    return "AS record_id" in cypher.load(name)


_FILES = {_rule_id(name): name for name in cypher.names("questions/audit")}
_IN_ORDER = tuple((rule_id, _FILES[rule_id]) for rule_id in notice.rules() if rule_id in _FILES)
PLACES = {rule_id: place for place, (rule_id, _) in enumerate(_IN_ORDER)}
_COLUMNS = ("team_id", "severity", "expected", "actual")
_FOUND = ("rule_id", *_COLUMNS)
_OF_RECORD = (*_COLUMNS, "record_id")
# Rules about records age, so they are the audit's alone: no change asks them.
OF_RECORDS = frozenset(notice.record_rules())
RULES = {
    rule_id: cypher.gathered(name, _OF_RECORD if _names_record(name) else _COLUMNS)
    for rule_id, name in _IN_ORDER
}
# Parts by what a rule reads of a team: a change asks those that it bears on, one statement each.
PARTS: dict[str, tuple[str, ...]] = notice.rule_parts()
_OF_PART = {
    part: cypher.united(
        "rule_id",
        tuple(
            place
            for place in _IN_ORDER
            if place[0].split("-")[0] in letters and place[0] not in OF_RECORDS
        ),
    )
    for part, letters in PARTS.items()
}


async def findings_in(
    tx: Reading, team_ids: list[str], *, parts: Iterable[str] = tuple(PARTS)
) -> list[Found]:
    """Return the findings of a few teams as an open transaction sees them: a round trip a part.

    Without names and messages, which ``with_names`` adds; ``parts`` are those of ``PARTS``.
    """
    rows: list[Any] = []
    for part in parts:
        asked = parameters_of(part, tx.policy)
        rows += await tx.read(_OF_PART[part], team_ids=cypher.filled(team_ids, ""), **asked)
    return cast("list[Found]", rows)


def found_by(part: str) -> cypher.Listed:
    """Return a part as a list within another statement that takes ``team_ids``."""
    return cypher.listed(_OF_PART[part], _FOUND)


def parameters_of(part: str, policy: Policy) -> dict[str, Any]:
    """Return what a part takes beside the teams: each name is sent with every question."""
    used = cypher.used(_OF_PART[part])
    return {name: value for name, value in parameters(policy).items() if name in used}


async def plan(graph: Graph, part: str) -> None:
    """Let Neo4j plan what ``findings_in`` asks by a part: a second or two, once after a start."""
    await findings_in(graph, [], parts=(part,))


async def ask_in_line(graph: Graph, rule_id: str, team_ids: list[str] | None) -> list[Found]:
    """Ask a rule; of the whole network or a territory in a line that lets two through at once."""
    if team_ids is not None and len(team_ids) <= _FEW:
        return await ask(graph.read, graph.policy, rule_id, team_ids)
    async with graph.whole.entered():
        return await ask(graph.read, graph.policy, rule_id, team_ids)


async def ask(run: Run, policy: Policy, rule_id: str, team_ids: list[str] | None) -> list[Found]:
    """Return one rule's findings in the order of team ids, without names and messages."""
    asked = team_ids if team_ids is None else cypher.filled(team_ids, "")
    [row] = await run(RULES[rule_id], team_ids=asked, **parameters(policy))
    found = sorted(row["found"], key=lambda finding: (finding[0] or "", *finding[4:]))
    return [_found(rule_id, *finding) for finding in found]


async def ask_of_records(graph: Graph, team_ids: list[str]) -> list[Found]:
    """Return what the rules about records find of a few teams."""
    answers = await asyncio.gather(
        *(ask(graph.read, graph.policy, rule_id, team_ids) for rule_id in sorted(OF_RECORDS))
    )
    return [finding for answer in answers for finding in answer]


def _found(
    rule_id: str,
    team_id: str | None,
    severity: Severity,
    expected: Facts | None,
    actual: Facts | None,
    record_id: str | None = None,
) -> Found:
    found: Found = {
        "rule_id": rule_id,
        "team_id": team_id,
        "severity": severity,
        "expected": expected,
        "actual": actual,
    }
    if record_id is not None:
        found["record_id"] = record_id
    return found


def parameters(policy: Policy) -> dict[str, Any]:
    """Return what the rules' statements take beside the teams."""
    return {
        "region_prefix": policy.region_prefix,
        "fast_review_policy": str(policy.fast_review_policy),
        "upgrade_cap": policy.upgrade_cap,
        "names": notice.name_patterns(),
        "codes": notice.credit_codes(),
        "phones": _PHONES,
        "record_days": policy.record_days,
        "evaluation_days": policy.evaluation_days,
        "hub_groups": notice.hub_groups(),
        "default_groups": notice.default_groups(),
        "annex": [{k: g[k] for k in ("code", "grants")} for g in notice.permission_groups()],
    }
