"""What a draft breaks, each with the lawful alternative."""

from __future__ import annotations

from collections.abc import Mapping

from graph_service import notice
from graph_service.answers.advice import Told
from graph_service.graph import Graph
from graph_service.messages import say
from graph_service.register.draft import Rehearsal, expected_affiliation, legal, rehearsed
from graph_service.register.naming import NAME_RULES, pattern
from graph_service.register.rows import Values

_ABOUT_PERSONS = {"M-5", "Q-2", "R-2"}
_AFFILIATION = {"A-1", "A-2", "A-4", "A-7", "A-9", "A-10"}
_KEYS = {
    "N-10": "seat",
    "A-3": "legal_person",
    "A-6": "legal_person",
    "A-5": "later",
    "A-8": "viewing",
    "A-12": "viewing",
    "A-13": "code",
    "A-14": "twin",
    "N-12": "twin",
    "P-8": "waiting",
}


async def refusals(
    graph: Graph, row: Values, given: Mapping[str, str | None], answer: Rehearsal
) -> Told:
    """Return the breaches of a draft, each with ``alternative_zh`` and ``alternative_en``.

    ``warnings`` are those that nobody is refused for, ``refusals`` all others. Silent is what was
    not asked: persons, and a responsible unit or a registered name not given.
    """
    silent = set(_ABOUT_PERSONS)
    if not given.get("responsible_unit"):
        silent.add("N-7")
    if not given.get("name") and not given.get("registered_name"):
        silent.add("N-6")
    if not given.get("name") and not row["unit_name"]:
        silent.add("N-8")
    found: Told = {"refusals": [], "warnings": []}
    for finding in answer.findings:
        if finding["rule_id"] not in silent and finding["severity"] != "INFO":
            zh, en = await _alternative(graph, row, finding["rule_id"], answer)
            kind = found["warnings" if finding["rule_id"] in notice.warnings() else "refusals"]
            kind.append({**finding, "alternative_zh": zh, "alternative_en": en})
    return found


async def _alternative(
    graph: Graph, row: Values, rule_id: str, answer: Rehearsal
) -> tuple[str | None, str | None]:
    if rule_id in _KEYS:
        return say(f"alternative.{_KEYS[rule_id]}")
    if rule_id in NAME_RULES:
        return say("alternative.name", pattern=pattern(row, answer))
    if rule_id not in _AFFILIATION:
        return None, None
    key = "authority" if legal(row) else "liaison"
    if rule_id == "A-9" and row["liaison_id"] == row["branch_of"]:
        key = "parent"
        answer = await rehearsed(graph, row | {"branch_of": None, "liaison_id": None})
    node = expected_affiliation(answer)["node"]
    if node is None:
        return say("alternative.nobody")
    return say(f"alternative.{key}", node=f"{node['name']}（{node['id']}）")
