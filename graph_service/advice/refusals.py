"""What a draft breaks, each with the lawful alternative."""

from __future__ import annotations

from collections.abc import Mapping

from graph_service import notice
from graph_service.advice.draft import Rehearsal, expected_affiliation, legal, rehearsed
from graph_service.advice.names import pattern
from graph_service.answers.advice import Told
from graph_service.answers.wishes import Want
from graph_service.graph import Graph
from graph_service.messages import say
from graph_service.rows.rows import Values


async def refusals(
    graph: Graph, row: Values, given: Mapping[str, str | None], answer: Rehearsal
) -> Told:
    """Return the breaches of a draft, each with ``alternative_zh`` and ``alternative_en``.

    ``warnings`` are those that nobody is refused for, ``refusals`` all others. Silent is what was
    not asked: persons, and a responsible unit or a registered name not given.
    """
    found: Told = {"refusals": [], "warnings": []}
    for finding in answer.findings:
        advice = notice.rules()[finding["rule_id"]]["advice"]
        asked = advice.get("if_given")
        silent = advice["as"] == "silent" or (asked and not any(given.get(n) for n in asked))
        if not silent and finding["severity"] != "INFO":
            zh, en = await _alternative(graph, row, advice.get("alternative"), answer)
            told = found["warnings" if advice["as"] == "warning" else "refusals"]
            wish: Want = {"no_finding": finding["rule_id"]}
            told.append({**finding, "alternative_zh": zh, "alternative_en": en, "wanted": wish})
    return found


async def _alternative(
    graph: Graph, row: Values, kind: str | None, answer: Rehearsal
) -> tuple[str | None, str | None]:
    """Return what would be right instead, in the words of messages.toml under this kind."""
    if kind is None:
        return None, None
    if kind == "name":
        return say("alternative.name", pattern=pattern(row, answer))
    if kind not in ("affiliation", "parent"):
        return say(f"alternative.{kind}")
    key = "authority" if legal(row) else "liaison"
    if kind == "parent" and row["liaison_id"] == row["branch_of"]:
        key = "parent"
        answer = await rehearsed(graph, row | {"branch_of": None, "liaison_id": None})
    node = expected_affiliation(answer)["node"]
    if node is None:
        return say("alternative.nobody")
    return say(f"alternative.{key}", node=f"{node['name']}（{node['id']}）")
