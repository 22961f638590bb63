"""B7: what is asked of a small store and of a large one, each beside RETURN 1 in turns there."""

from __future__ import annotations

import time
from typing import Any

from graph_service.bench import counting
from graph_service.bench.client import Client
from graph_service.bench.hot import paired
from graph_service.bench.rows import Row, row
from graph_service.bench.server import FLOOR, Service
from graph_service.graph import Graph
from graph_service.questions import audit

_TEAM, _TURNS = "H500112011001", 50
_CHECK = {"items": [{"subject_id": "H500112", "power": "manage_team", "team_id": _TEAM}]}
ROUTE = f"/v1/teams/{_TEAM}/review-routes?business=hours_recording"
_GROWING: dict[str, tuple[str, Any]] = {
    "check": ("/v1/checks", _CHECK),
    "route": (ROUTE, None),
    "first page": ("/v1/teams/H50/scope/teams?limit=100", None),
    "name search": ("/v1/teams?q=%E9%BE%99%E6%BA%AA&limit=100", None),  # 龙溪
}
_MOST, AUDIT = 1.2, "audit"

Growth = dict[str, list[list[float]]]


def asked(served: Service, rounds: int) -> Growth:
    """Return by question, for each round, its p50, RETURN 1's in turns with it, and the ratio."""
    client, found = Client(served.port), Growth()
    for path, body in _GROWING.values():
        client.ask(path, body)
    for _ in range(rounds):
        asked = [lambda p=path, b=body: client.timed(p, b) for path, body in _GROWING.values()]
        floor, *seen = paired(lambda: client.timed(FLOOR), *asked, times=_TURNS)
        for name, took in zip(_GROWING, seen, strict=True):
            found.setdefault(name, []).append([took * 1e3, floor * 1e3, took / floor])
    return found


def grown(now: Growth, one: Growth) -> list[Row]:
    """Return a row a question; none where the one province was not measured."""
    rows: list[Row] = []
    for name, figures in now.items() if one else ():
        ratios = [a[2] / b[2] for a, b in zip(figures, one[name], strict=True)]
        here, there = (sorted(f[0] for f in seen)[len(seen) // 2] for seen in (figures, one[name]))
        what = f"growth of a {name}: here / one province, p50 ms; ratio beside RETURN 1"
        rows.append(row("B7", what, here, there, ratios, f"≤ {_MOST}", _MOST))
    return rows


async def audited(graph: Graph) -> list[float]:
    """Return the seconds of a whole audit that is planned already, the teams, and µs a team."""
    await audit.everything(graph)
    begun = time.perf_counter()
    await audit.everything(graph)
    took = time.perf_counter() - begun
    teams = await counting.teams(graph)
    return [took, teams, took * 1e6 / teams]


def audit_grown(now: list[float], one: Growth) -> list[Row]:
    """Return the growth of an audit a team, as the clock has it: it asks too long to take turns."""
    there = [figures[2] for figures in one.get(AUDIT, ())]
    what = "growth of a whole audit: µs a team here / one province"
    return [row("B8", what, now[2], a, [now[2] / a], "≤ 1.3", 1.3) for a in there]
