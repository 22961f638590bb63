"""The audit in numbers: by rule, by severity, by district; and what another reading changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from typing import Any

from graph_service import cypher, notice
from graph_service.errors import ServiceError
from graph_service.graph import Graph
from graph_service.model import Policy
from graph_service.questions import audit, routing
from graph_service.vocabulary import Business

_DISTRICTS_OF = cypher.load("questions/teams/districts_of")
_TEAMS_WITHIN = cypher.load("questions/teams/ids_within")
_CHUNK = 500

Answer = dict[str, Any]


async def summary(graph: Graph, findings: list[Answer] | None = None) -> Answer:
    """Return counts by rule, by severity and by district (the city itself counts as 50)."""
    found = await audit.everything(graph) if findings is None else findings
    ids = sorted({finding["team_id"] for finding in found if finding["team_id"]})
    rows = await graph.read(_DISTRICTS_OF, team_ids=ids)
    place = {row["team_id"]: (row["region_code"], row["name"]) for row in rows}
    by_rule: dict[str, Counter[str]] = defaultdict(Counter)
    by_district: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for finding in found:
        by_rule[finding["rule_id"]][finding["severity"]] += 1
        by_district[place.get(finding["team_id"], ("", ""))][finding["severity"]] += 1
    return {
        "findings": len(found),
        "by_severity": dict(Counter(finding["severity"] for finding in found)),
        "by_rule": [
            {"rule_id": rule_id, "title_zh": notice.rules()[rule_id]["title_zh"], **counts}
            for rule_id, counts in by_rule.items()
        ],
        "by_district": [
            {"region_code": code, "name": name, **counts}
            for (code, name), counts in sorted(by_district.items())
        ],
    }


async def compare(graph: Graph, other: Policy) -> AsyncIterator[Answer]:
    """Yield every route of the network that another policy changes, with both final reviewers."""
    [(ids,)] = await graph.values(_TEAMS_WITHIN, within="/")
    reading = Graph(graph.driver, graph.database, other)
    for start in range(0, len(ids), _CHUNK):
        items = [(team, str(b)) for team in ids[start : start + _CHUNK] for b in Business]
        ours, theirs = await routing.routes(graph, items), await routing.routes(reading, items)
        for (team, business), mine, yours in zip(items, ours, theirs, strict=True):
            if isinstance(mine, ServiceError) or isinstance(yours, ServiceError):
                continue
            if _ends(mine) != _ends(yours):
                yield {
                    "team_id": team,
                    "business": business,
                    "outcome": mine["outcome"],
                    "final_reviewer": _ends(mine)[1],
                    "other_outcome": yours["outcome"],
                    "other_final_reviewer": _ends(yours)[1],
                    "other_path": " → ".join(step["id"] for step in yours["path"]),
                }


def _ends(route: Answer) -> tuple[str, str | None]:
    final = route["final_reviewer"]
    return route["outcome"], final and final["id"]
