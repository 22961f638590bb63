"""Findings as people read them: names for ids, words for codes, clause and literal quote."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from functools import cache
from typing import Any

from graph_service import cypher, notice, vocabulary
from graph_service.messages import say, words

_TEAM_NAMES = cypher.gathered("questions/teams/name_teams", ("team_id", "name"))
_TEXTS = {
    "N-2",
    "N-3",
    "N-4",
    "N-5",
    "N-6",
    "N-7",
    "N-8",
    "N-9",
    "N-11",
    "S-1",
    "S-3",
    "A-13",
    "D-1",
}
_TOKEN = re.compile(r"[A-Za-z0-9._-]+")
_SETTER = re.compile(r"^(.*?) < (.*)$")
_TERMS = (
    vocabulary.RegistrationStatus,
    vocabulary.BusinessLine,
    vocabulary.PermissionGroup,
    vocabulary.Permission,
    vocabulary.Status,
    vocabulary.PersonRole,
)

Finding = dict[str, Any]
Run = Callable[..., Awaitable[list[dict[str, Any]]]]


async def with_names(run: Run, found: list[Finding]) -> list[Finding]:
    """Return findings as people read them: names, clause, quote, messages."""
    ids = {finding["team_id"] for finding in found if finding["team_id"]}
    for finding in found:
        if finding["rule_id"] not in _TEXTS:
            for text in (finding["expected"], finding["actual"]):
                ids.update(_TOKEN.findall(text or ""))
    names = await team_names(run, sorted(ids - _codes().keys()))
    return [_shown(finding, names) for finding in found]


async def team_names(run: Run, team_ids: list[str]) -> dict[str, str]:
    """Return the names of those ids that are teams'."""
    [row] = await run(_TEAM_NAMES, team_ids=team_ids)
    return dict(row["found"])


def _shown(finding: Finding, names: dict[str, str]) -> Finding:
    rule_id = finding["rule_id"]
    rule, name = notice.rules()[rule_id], names.get(finding["team_id"], "")
    zh, en = (_sentence(finding, name, rule[f"title_{lang}"], names, lang) for lang in ("zh", "en"))
    return {
        "rule_id": rule_id,
        "severity": finding["severity"],
        "team_id": finding["team_id"],
        "name": name,
        "clause": rule["clause"],
        "quote": _quote(rule["quotes"], finding["expected"]),
        "expected": finding["expected"],
        "actual": finding["actual"],
        "message_zh": zh,
        "message_en": en,
    }


def _quote(quotes: list[str], expected: str | None) -> str | None:
    """Return the quote that names what is expected, else the rule's first."""
    return next((quote for quote in quotes if expected and expected in quote), None) or next(
        iter(quotes), None
    )


def _sentence(finding: Finding, name: str, title: str, names: dict[str, str], lang: str) -> str:
    wanted, actual = (
        _said(finding["rule_id"], finding[key], names, lang) for key in ("expected", "actual")
    )
    key = "finding.wrong" if finding["expected"] is not None else "finding.without_expected"
    zh, en = say(key, name=name or "—", title=title, expected=wanted, actual=actual)
    return zh if lang == "zh" else en


def _said(rule_id: str, text: str | None, names: dict[str, str], lang: str) -> str:
    if not text:
        return words("none", lang)
    if rule_id in _TEXTS:
        return text
    setter = _SETTER.match(text)
    if setter and rule_id in ("P-1", "P-2", "P-3"):
        group, by = (_said(rule_id, part, names, lang) for part in setter.groups())
        return words("set_by", lang).format(group=group, by=by)
    said = _TOKEN.sub(lambda found: _word(found.group(), names, lang), text)
    return said.replace(", ", "、") if lang == "zh" else said


def _word(token: str, names: dict[str, str], lang: str) -> str:
    if token in _codes():
        return _codes()[token] if lang == "zh" else token
    if token in names:
        return f"{names[token]}（{token}）" if lang == "zh" else f"{names[token]} ({token})"
    return words(token, lang) if lang == "zh" else token


@cache
def _codes() -> dict[str, str]:
    return {str(term): term.zh for terms in _TERMS for term in terms}
