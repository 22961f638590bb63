"""The name referee: is a name lawful, what does it break, and what would be lawful (三（一）)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from graph_service import notice
from graph_service.advice.draft import Rehearsal, drafted, legal, rehearsed
from graph_service.answers.advice import NameAdvice
from graph_service.answers.audit import Finding
from graph_service.errors import InvalidInput
from graph_service.graph import Graph
from graph_service.questions import readings
from graph_service.rows.rows import Values

_LIKENESS = notice.rules_with("names")["likeness"]


async def name(graph: Graph, given: Mapping[str, str | None]) -> NameAdvice:
    """Return whether a name is lawful, what it breaks, and a lawful one.

    Beyond the audit's own rules it reads look-alike characters as the usual ones. ``proposed`` has
    passed the same rules; it is null where nothing lawful follows from what was given, or what
    follows is a neighbour's name. A name that only warns (N-12) is lawful.
    """
    if not (given.get("name") or "").strip():
        raise InvalidInput("name", None, "缺少名称。", "a name is needed.")
    row = await drafted(graph, given)
    once = await rehearsed(graph, row)
    found = breaches(once)
    plain = notice.normalised(row["name"] or "")
    if plain != unicodedata.normalize("NFKC", row["name"] or "").replace(" ", ""):
        again = breaches(await rehearsed(graph, row | {"name": plain}))
        known = {finding["rule_id"] for finding in found}
        found += [f for f in again if f["rule_id"] == _LIKENESS and _LIKENESS not in known]
    lawful = all(notice.rules()[f["rule_id"]]["advice"]["as"] == "warning" for f in found)
    proposed = row["name"] if lawful else await _lawful(graph, row, once)
    rule_id = name_rule(row, once)
    return {
        "name": row["name"] or "",
        "normalised": plain,
        "lawful": lawful,
        "findings": found,
        "proposed": proposed,
        "rule_id": rule_id,
        "clauses": notice.clauses([rule_id, *([_LIKENESS] if _unit(row) else [])]),
        "decided_by": readings.deciding(["I-10", "I-11"], graph.policy),
    }


def breaches(rehearsal: Rehearsal) -> list[Finding]:
    """Return the findings that are about the name."""
    return [
        finding for finding in rehearsal.findings if "names" in notice.rules()[finding["rule_id"]]
    ]


def name_rule(row: Values, rehearsal: Rehearsal) -> str:
    """Return the rule that says how this team is named."""
    named = "legal_person" if legal(row) else "unit"
    if not legal(row) and row["team_kind"] == "hub":
        named = rehearsal.team["team"]["level"]
    return notice.rules_with("names")[named]


def _unit(row: Values) -> bool:
    return not legal(row) and row["team_kind"] != "hub"


def pattern(row: Values, rehearsal: Rehearsal) -> str:
    """Return the lawful name as far as what is known of the team says it."""
    patterns, team = notice.name_patterns(), rehearsal.team["team"]
    if legal(row):
        return row["registered_name"] or "登记名称"
    if row["team_kind"] == "hub":
        forms, place = patterns["hub_names"][team["level"]], team["qualified_name"]
        return forms[0] if place is None else place.split("·")[-1] + forms[0]
    return (row["unit_name"] or "单位名称") + patterns["non_hub_suffix"]


async def _lawful(graph: Graph, row: Values, rehearsal: Rehearsal) -> str | None:
    if legal(row):
        return row["registered_name"]
    unit = row["unit_name"] or _stem(row["name"] or "")
    if row["team_kind"] != "hub" and unit is None:
        return None
    wanted = row | {"unit_name": unit}
    wanted |= {"name": pattern(wanted, rehearsal)}
    return wanted["name"] if not breaches(await rehearsed(graph, wanted)) else None


def _stem(text: str) -> str | None:
    """Return what stands before the suffixes of hubs and teams: the unit, so far as it shows."""
    patterns, stem = notice.name_patterns(), notice.normalised(text)
    for suffix in patterns["suffixes"]:
        stem = stem.removesuffix(suffix)
    return stem or None
