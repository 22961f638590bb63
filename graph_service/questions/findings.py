"""Findings as people read them: facts and their words, clause and literal quote."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, NotRequired

from typing_extensions import TypedDict

from graph_service import cypher, notice
from graph_service.answers.audit import Facts, Finding
from graph_service.messages import say
from graph_service.questions import facts
from graph_service.vocabulary import Severity

_TEAM_NAMES = cypher.gathered("questions/teams/name_teams", ("team_id", "name"))
_SIDES = ("expected", "actual")


class Found(TypedDict):
    """A finding as a rule's statement returns it."""

    rule_id: str
    team_id: str | None
    severity: Severity
    expected: Facts | None
    actual: Facts | None
    record_id: NotRequired[str]


Run = Callable[..., Awaitable[list[dict[str, Any]]]]


async def with_names(run: Run, found: Sequence[Found]) -> list[Finding]:
    """Return findings as people read them: names, clause, quote, facts, texts, messages."""
    ids = {finding["team_id"] for finding in found if finding["team_id"]}
    for finding in found:
        rule = notice.rules()[finding["rule_id"]]
        for side in _SIDES:
            ids.update(facts.teams_of(rule[side], finding[side]))
    names = await team_names(run, sorted(ids))
    return [_shown(finding, names) for finding in found]


async def team_names(run: Run, team_ids: list[str]) -> dict[str, str]:
    """Return the names of those ids that are teams'."""
    [row] = await run(_TEAM_NAMES, team_ids=team_ids)
    return dict(row["found"])


def sentence(finding: Found, names: dict[str, str], lang: str) -> str:
    """Return what a finding says in Chinese or English; ``names`` are teams' by their ids."""
    rule = notice.rules()[finding["rule_id"]]
    return _sentence(finding, rule, names.get(finding["team_id"] or "", ""), names, lang)


def _shown(finding: Found, names: dict[str, str]) -> Finding:
    rule = notice.rules()[finding["rule_id"]]
    name = names.get(finding["team_id"] or "", "")
    texts = {side: facts.text(rule[side], finding[side]) for side in _SIDES}
    zh, en = (_sentence(finding, rule, name, names, lang) for lang in ("zh", "en"))
    shown: Finding = {
        "rule_id": finding["rule_id"],
        "severity": finding["severity"],
        "team_id": finding["team_id"],
        "name": name,
        "clause": rule["clause"],
        "quote": _quote(rule["quotes"], texts["expected"]),
        "expected": texts["expected"],
        "actual": texts["actual"],
        "expected_facts": _known(finding["expected"]),
        "actual_facts": _known(finding["actual"]),
        "message_zh": zh,
        "message_en": en,
    }
    if "record_id" in finding:
        shown["record_id"] = finding["record_id"]
    return shown


def _known(held: Facts | None) -> Facts | None:
    """Return a side's facts, None where all of them are null."""
    known = held and any(value is not None for value in held.values())
    return held if known else None


def _quote(quotes: list[str], expected: str | None) -> str | None:
    """Return the quote that names what is expected, else the rule's first."""
    return next((quote for quote in quotes if expected and expected in quote), None) or next(
        iter(quotes), None
    )


def _sentence(
    finding: Found, rule: dict[str, Any], name: str, names: dict[str, str], lang: str
) -> str:
    wanted, actual = (facts.said(rule[side], finding[side], names, lang) for side in _SIDES)
    key = "finding.without_expected"
    if facts.text(rule["expected"], finding["expected"]) is not None:
        key = "finding.wrong"
    told = rule.get("messages", {}).get(lang)
    if told:
        record = finding.get("record_id")
        return told.format(name=name or "—", expected=wanted, actual=actual, record=record)
    zh, en = say(key, name=name or "—", title=rule[f"title_{lang}"], expected=wanted, actual=actual)
    return zh if lang == "zh" else en
