"""Findings counted: dear for a whole network, so kept while the graph stands, asked once."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from typing import Any
from weakref import WeakValueDictionary

from starlette.requests import Request

from graph_service.graph import Graph
from graph_service.questions import audit, tree
from graph_service.questions.kept import while_it_stands
from graph_service.vocabulary import Severity

Answer = dict[str, Any]
_CHUNK = 5000


class Turns:
    """One asking of the same at a time, so that the next is given what the first has kept."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def of(self, asked: str) -> asyncio.Lock:
        """Return what whoever asks this holds meanwhile."""
        lock = self._locks.get(asked)
        if lock is None:
            lock = self._locks[asked] = asyncio.Lock()
        return lock


async def counted(request: Request, graph: Graph, region_code: str) -> Answer:
    """Return a region's findings by rule and by the place one step below it."""
    asked = f"findings counted {region_code}"
    async with request.app.state.turns.of(asked):
        return await while_it_stands(graph, asked, lambda seen: _counted(seen, region_code))


async def _counted(graph: Graph, region_code: str) -> Answer:
    whole = region_code == graph.policy.region_prefix
    found = await audit.everything(graph, within=None if whole else region_code)
    by_rule: dict[str, Counter[str]] = defaultdict(Counter)
    by_place: dict[str, Counter[str]] = defaultdict(Counter)
    places = await _places(graph, {one["team_id"] for one in found if one["team_id"]}, region_code)
    for one in found:
        by_rule[one["rule_id"]][one["severity"]] += 1
        by_place[places.get(one["team_id"], region_code)][one["severity"]] += 1
    return {
        "by_rule": {rule_id: _row(counts) for rule_id, counts in sorted(by_rule.items())},
        "by_place": {code: _row(counts) for code, counts in sorted(by_place.items())},
        "sum": _row(sum(by_rule.values(), Counter())),
    }


async def _places(graph: Graph, team_ids: set[str], region_code: str) -> dict[str, str]:
    """Return for each team the region one step below, or the region itself."""
    ids, found = sorted(team_ids), {}
    for start in range(0, len(ids), _CHUNK):
        ways = await tree.ways(graph, ids[start : start + _CHUNK])
        for identifier, entry in ways.items():
            way = entry["way"]
            at = way.index(region_code) if region_code in way else -1
            found[identifier] = way[at + 1] if 0 <= at < len(way) - 1 else region_code
    return found


def _row(counts: Counter[str]) -> dict[str, int]:
    return {str(severity): counts[severity] for severity in Severity}
