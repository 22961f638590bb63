"""The audit: every rule of the notice asked of the whole network, or of a few teams.

What one rule asks is in rules.py, what a finding reads like in findings.py.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

from graph_service import cypher, notice
from graph_service.answers.audit import Finding, Findings, OtherFindings, Violated
from graph_service.answers.readings import RulesReading
from graph_service.errors import InvalidInput, NotFound
from graph_service.graph import Graph, Reading
from graph_service.model import Policy
from graph_service.questions import cursors, readings, rules
from graph_service.questions.findings import Found, team_names, with_names
from graph_service.questions.regions import territory_path
from graph_service.vocabulary import Severity

_TEAMS_WITHIN = cypher.load("questions/teams/ids_within")
_AT_ONCE = 2
_AT_A_TIME = 1000
_OF_RECORDS = 1000  # findings on records that one team's list tells; the audit's pages tell all
BREACHES = frozenset({Severity.ERROR, Severity.WARN})


async def audit(
    graph: Graph,
    *,
    rule_id: str | None = None,
    severity: Severity | None = None,
    within: str | None = None,
    cursor: str | None = None,
    limit: int = 100,
) -> Findings:
    """Return a page of findings in the order of the rules, then of team ids.

    Facts (INFO) come only when they are asked for, by their severity or their rule.
    Raises InvalidInput for an unknown rule or cursor, NotFound for an unknown region.
    """
    after_rule, after_team, after_place = cursors.decode(cursor, ["", "", 0])
    wanted = asked_for(severity, rule_id)
    order = _in_order(rule_id, wanted)
    start = order.index(after_rule) if after_rule in order else 0
    team_ids = await _within(graph, within)
    found: list[tuple[list[Any], Found]] = []
    for name in order[start:]:
        placed = await _asked(graph, name, team_ids, wanted)
        if name == after_rule:
            placed = [entry for entry in placed if entry[0][1:] > [after_team, after_place]]
        found += placed
        if len(found) > limit:
            break
    found = found[: limit + 1]
    shown = await with_names(graph.read, [row for _, row in found])
    page = cursors.page(shown, limit, [place for place, _ in found])
    return {**page, "decided_by": _decided(page["items"], graph.policy)}


async def stream(
    graph: Graph, rule_id: str | None, severity: Severity | None, within: str | None
) -> AsyncIterator[list[Finding]]:
    """Yield the findings that ``audit`` gives by pages, all of them, a thousand at a time."""
    wanted, team_ids = asked_for(severity, rule_id), await _within(graph, within)
    for name in _in_order(rule_id, wanted):
        found = [row for _, row in await _asked(graph, name, team_ids, wanted)]
        for start in range(0, len(found), _AT_A_TIME):
            yield await with_names(graph.read, found[start : start + _AT_A_TIME])


async def everything(
    graph: Graph,
    team_ids: list[str] | None = None,
    rule_id: str | None = None,
    within: str | None = None,
) -> list[Finding]:
    """Return all findings of the network, a territory or a few teams; two rules at a time."""
    if within is not None:
        team_ids = await _within(graph, within)
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(name: str) -> list[Found]:
        async with gate:
            return await rules.ask_in_line(graph, name, team_ids)

    names = _chosen(rule_id)
    # What is derived is compared with all of it, which takes longest: it is not to end alone.
    begun = sorted(names, key=lambda name: not name.startswith("D-"))
    answers = dict(zip(begun, await asyncio.gather(*map(one, begun)), strict=True))
    return await with_names(graph.read, [found for name in names for found in answers[name]])


def asked_for(severity: Severity | None, rule_id: str | None = None) -> frozenset[Severity]:
    """Return the severities that an asking means: ERROR and WARN unless it says otherwise."""
    if severity is not None:
        return frozenset({severity})
    return frozenset({Severity.INFO}) if rule_id and _only_facts(rule_id) else BREACHES


async def violations(graph: Graph, team_id: str, severity: Severity | None = None) -> Violated:
    """Return one team's findings; NotFound for an unknown team."""
    await demand_team(graph, team_id)
    # The statements of the changes: a round trip a part, not one a rule.
    rows = await rules.findings_in(graph, [team_id])
    of_records = await rules.ask_of_records(graph, [team_id])
    wanted = asked_for(severity)
    listed = [row for row in of_records if row["severity"] in wanted][:_OF_RECORDS]
    rows.sort(key=lambda row: rules.PLACES[row["rule_id"]])
    found = await with_names(graph.read, [*rows, *listed])
    return {
        "items": [finding for finding in found if finding["severity"] in wanted],
        "next_cursor": None,
        "complete": len(listed) < _OF_RECORDS,
        "decided_by": _decided(found, graph.policy),
        "other_readings": await _other_readings(graph, team_id, found),
    }


async def demand_team(graph: Reading, team_id: str) -> None:
    """Raise NotFound for an unknown team."""
    if not await team_names(graph.read, [team_id]):
        raise NotFound("team", team_id)


async def _asked(
    graph: Graph, rule_id: str, team_ids: list[str] | None, wanted: frozenset[Severity]
) -> list[tuple[list[Any], Found]]:
    rows = await rules.ask_in_line(graph, rule_id, team_ids)
    return _placed([row for row in rows if row["severity"] in wanted])


def _in_order(rule_id: str | None, wanted: frozenset[Severity]) -> list[str]:
    return [name for name in _chosen(rule_id) if wanted != BREACHES or not _only_facts(name)]


def _only_facts(rule_id: str) -> bool:
    return notice.rules().get(rule_id, {}).get("severities") == [Severity.INFO]


def _decided(found: list[Finding], policy: Policy) -> list[RulesReading]:
    return readings.of_rules((finding["rule_id"] for finding in found), policy)


async def _other_readings(graph: Graph, team_id: str, found: list[Finding]) -> list[OtherFindings]:
    """Return what each other value of a setting would add to a team's findings or take away."""
    answers: list[OtherFindings] = []
    for setting, rule_id in notice.rules_with("read_by").items():
        own = [finding for finding in found if finding["rule_id"] == rule_id]
        for value in readings.others(setting, graph.policy):
            policy = Policy.model_validate(graph.policy.model_dump() | {setting: value})
            other = await rules.ask(graph.read, policy, rule_id, [team_id])
            if bool(other) != bool(own):
                adds = await with_names(graph.read, other)
                answers.append({"setting": setting, "value": value, "adds": adds, "clears": own})
    return answers


def _placed(rows: list[Found]) -> list[tuple[list[Any], Found]]:
    """Return each finding with its place: rule, team, and which of the team's several it is."""
    seen: Counter[str] = Counter()
    placed: list[tuple[list[Any], Found]] = []
    for row in sorted(rows, key=_order):
        team_id = row["team_id"] or ""
        placed.append(([row["rule_id"], team_id, seen[team_id]], row))
        seen[team_id] += 1
    return placed


def _order(row: Found) -> list[str]:
    names = ("team_id", "record_id", "severity", "expected", "actual")
    return [str(row.get(name) or "") for name in names]


def _chosen(rule_id: str | None) -> list[str]:
    if rule_id is None:
        return list(rules.RULES)
    if rule_id not in notice.rules():
        raise InvalidInput(
            "rule_id",
            rule_id,
            f"没有规则“{rule_id}”，见 /v1/rules。",
            f"There is no rule '{rule_id}', see /v1/rules.",
        )
    return [rule_id] if rule_id in rules.RULES else []


async def _within(graph: Graph, region_code: str | None) -> list[str] | None:
    if region_code is None:
        return None
    path = await territory_path(graph, region_code)
    return (await graph.values(_TEAMS_WITHIN, within=path))[0][0]
