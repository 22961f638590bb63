"""Fixes: for a finding, the operations that clear it, rehearsed before they are shown.

Which operations might do is data (``remedy`` in rules.json); whether they do is found out in a
transaction that is rolled back: the finding must be gone and none may come. No fix gives a team
another team's very name, wherever that one lies.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar, cast

from typing_extensions import TypedDict

from graph_service import cypher, notice
from graph_service.answers.audit import (
    Finding,
    Findings,
    Fix,
    FixAnswer,
    Violated,
    WrittenOperation,
)
from graph_service.changes.writing import Change, carry_out, nothing, rehearse
from graph_service.consequences.rehearsal import breach
from graph_service.errors import NotFound, ServiceError
from graph_service.graph import Graph, Reading
from graph_service.operations.forming import from_dict
from graph_service.operations.held import Operation
from graph_service.questions import audit

_READ_TEAMS = cypher.load("questions/teams/read_teams")
_BEARS_NAME = cypher.load("questions/teams/bears_name")
MOST_OF_A_PAGE = 25

Written = dict[str, str]
Whole = dict[str, str | None]


class Remedy(TypedDict):
    """What to try against a finding, in this order; safe where the notice alone decides."""

    safe: bool
    ways: list[list[Written]]


Listed = TypeVar("Listed", Findings, Violated)


@cache
def ways() -> dict[str, Remedy]:
    """Return for each rule with a remedy the ways to try, and whether the notice alone decides."""
    return {i: rule["remedy"] for i, rule in notice.rules().items() if "remedy" in rule}


async def of_page(graph: Graph, answer: Listed) -> Listed:
    """Return a page of findings with the fixes of its first ``MOST_OF_A_PAGE``.

    ``fixes_bound`` says how many those are at most, ``fixes_complete`` whether that was enough.
    """
    tried, left = answer["items"][:MOST_OF_A_PAGE], answer["items"][MOST_OF_A_PAGE:]
    items = [*await with_fixes(graph, tried), *left]
    said = {"fixes_bound": MOST_OF_A_PAGE, "fixes_complete": not left}
    return cast("Listed", {**answer, "items": items} | said)


async def fix_of(graph: Graph, team_id: str, rule_id: str) -> FixAnswer:
    """Return what a team's findings of one rule are and the fix that clears them, null for none.

    Raises InvalidInput for an unknown rule, NotFound for an unknown team or no such finding.
    """
    found = await audit.everything(graph, [team_id], rule_id)
    if not found:
        await audit.demand_team(graph, team_id)
        raise NotFound("violation", f"{team_id} {rule_id}")
    tried = await with_fixes(graph, found[:MOST_OF_A_PAGE])
    fix = next((finding["fix"] for finding in tried if finding["fix"]), None)
    return {
        "team_id": team_id,
        "rule_id": rule_id,
        "fix": fix,
        "findings": found,
        "wanted": {"team_id": team_id, "want": {"no_finding": rule_id}},
    }


async def with_fixes(graph: Graph, findings: list[Finding]) -> list[Finding]:
    """Return the findings, each with its fix where one exists.

    A fix is ``{operations, safe}``; it is safe where the notice leaves one value only.
    """
    fixable = sorted({f["team_id"] for f in findings if f["rule_id"] in ways() and f["team_id"]})
    rows = await graph.read(_READ_TEAMS, team_ids=fixable) if fixable else []
    expected = {row["team"]["team_id"]: row["expected"] for row in rows}
    return [{**f, "fix": await _fix(graph, f, expected.get(f["team_id"] or ""))} for f in findings]


async def apply(graph: Graph, fix: Fix, reason: str) -> bool:
    """Carry a fix out; False if it would now add a breach or can no longer be done."""
    operations = [from_dict({**written}) for written in fix["operations"]]
    try:
        await carry_out(graph, Change(operations, reason=reason), nothing)
    except ServiceError:
        return False
    return True


async def _fix(graph: Graph, finding: Finding, expected: list[Any] | None) -> Fix | None:
    if expected is None:
        return None
    for whole in _written(finding, expected):
        if await _clears(graph, finding, [from_dict(entry) for entry in whole]):
            safe = ways()[finding["rule_id"]]["safe"]
            return {"operations": cast("list[WrittenOperation]", whole), "safe": safe}
    return None


async def remedies(reading: Reading, finding: Finding) -> list[list[Whole]]:
    """Return what might clear a finding, as its rule's remedy says; nothing is rehearsed."""
    if finding["rule_id"] not in ways() or not finding["team_id"]:
        return []
    rows = await reading.read(_READ_TEAMS, team_ids=[finding["team_id"]])
    return [whole for row in rows for whole in _written(finding, row["expected"])]


async def takes_a_name(reading: Reading, operations: list[Operation]) -> bool:
    """Return whether an operation would give a team the very name that another one bears."""
    for operation in operations:
        name = operation.values.get("name")
        if name and operation.operation == "update_team":
            [found] = await reading.read(_BEARS_NAME, team_id=operation.team_id, name=name)
            if found["taken"]:
                return True
    return False


def _written(finding: Finding, expected: list[Any]) -> Iterator[list[Whole]]:
    """Yield a finding's ways that its facts fill, each as operations on its team."""
    known = ways().get(finding["rule_id"])
    values = _values(finding, expected)
    for way in known["ways"] if known else ():
        written = [entry for template in way for entry in _filled(template, values)]
        if None not in written and written:
            yield [{**entry, "team_id": finding["team_id"]} for entry in written if entry]


async def _clears(graph: Graph, finding: Finding, operations: list[Operation]) -> bool:
    if await takes_a_name(graph, operations):
        return False
    try:
        outcome = await rehearse(graph, operations)
    except ServiceError:
        return False
    gone = {breach(found) for found in outcome.cleared}
    return breach(finding) in gone and not outcome.added


def _values(finding: Finding, expected: list[Any]) -> dict[str, list[str | None]]:
    """Return what fills the places of a way: the finding's facts, the wanted affiliation."""
    kind, node = expected[0], expected[1]
    identifier = node[0] if node else None
    values: dict[str, list[str | None]] = {
        "wanted_liaison": [identifier if kind == "liaison" else None],
        "wanted_authority": [identifier if kind == "registration_authority" else None],
    }
    sides = (("expected", finding["expected_facts"]), ("actual", finding["actual_facts"]))
    for side, facts in sides:
        for name, value in cast("dict[str, Any]", facts or {}).items():
            values[f"{side}.{name}"] = value if isinstance(value, list) else [value]
    return values


def _filled(template: Written, values: dict[str, list[str | None]]) -> Iterator[Written | None]:
    """Yield the template once for each value of its placeholder; None where one is missing."""
    places = {name: text[1:-1] for name, text in template.items() if text and text[0] == "{"}
    if not places:
        yield template
        return
    for fill in zip(*(values.get(place, [None]) for place in places.values()), strict=True):
        filled = dict(zip(places, fill, strict=True))
        yield None if None in fill else template | filled
