"""Hot reads beside a bare application, from memory too, and where a request's time goes."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from statistics import median
from typing import Any

from graph_service import cypher
from graph_service.api.replies import dumps
from graph_service.bench.client import Client, rate, request
from graph_service.bench.server import FLOOR, HEALTH, Service
from graph_service.graph import Graph
from graph_service.questions import readings, route_answers, routing

_ROUTES = cypher.load("questions/routing/review_routes")
_CHECKS = cypher.load("questions/checks/check_powers")
_TEAM, _BUSINESS = "H500112011001", "hours_recording"
_ROUTE = f"/v1/teams/{_TEAM}/review-routes?business={_BUSINESS}"
_CHECK = {"items": [{"subject_id": "H500112", "power": "manage_team", "team_id": _TEAM}]}
_AT_ONCE, _SECONDS, _SINGLES = 64, 2.0, 200
BATCHES = 5

Figures = dict[str, list[float]]
Target = tuple[str, Callable[[float], bool], str]


async def hot(graph: Graph, service: Service, bare: Service, ids: list[str]) -> Figures:
    """Return one round's figures."""
    return {
        **_single(service, bare),
        **await _floods(service, bare, ids),
        **await _parts(graph, Client(service.port)),
        **await _batch(graph, Client(service.port), ids),
    }


def _single(service: Service, bare: Service) -> Figures:
    ours, plain = Client(service.port), Client(bare.port)
    held = Client(service.port, held=True)
    health, plain_health, floor, plain_floor, route, check, from_memory = paired(
        lambda: ours.timed(HEALTH),
        lambda: plain.timed(HEALTH),
        lambda: ours.timed(FLOOR),
        lambda: plain.timed(FLOOR),
        lambda: ours.timed(_ROUTE),
        lambda: ours.timed("/v1/checks", _CHECK),
        lambda: held.timed(_ROUTE),
    )
    return {
        "B0 health": _beside(health, plain_health),
        "B0 floor": _beside(floor, plain_floor),
        "B1 check bare": _beside(check, plain_floor),
        "B1 route bare": _beside(route, plain_floor),
        "B13 p50": _beside(from_memory, plain_floor),
    }


async def _floods(service: Service, bare: Service, ids: list[str]) -> Figures:
    paths = [f"/v1/teams/{i}/review-routes?business={_BUSINESS}" for i in ids]
    asked = await rate(service.port, [request(path) for path in paths], _AT_ONCE, _SECONDS)
    held = [request(path, held=True) for path in paths]
    await rate(service.port, held, _AT_ONCE, _SECONDS / 2)
    known = await rate(service.port, held, _AT_ONCE, _SECONDS)
    floor = await rate(bare.port, [request(FLOOR)], _AT_ONCE, _SECONDS)
    return {"B2 bare": [asked, floor, asked / floor], "B13": [known, floor, known / floor]}


async def _parts(graph: Graph, client: Client) -> Figures:
    """Return where the time of one route goes; each part beside the whole, in milliseconds."""
    item = (_TEAM, _BUSINESS)
    asked = [{"team_id": _TEAM, "business": _BUSINESS}]
    policy = str(graph.policy.fast_review_policy)
    whole, stack = paired(lambda: client.timed(_ROUTE), lambda: client.timed(HEALTH))
    [facts] = await routing.facts_of(graph, [item], graph.policy)
    trip = await _median(lambda: graph.values("RETURN 1 AS one"))
    others = readings.others("fast_review_policy", graph.policy)
    told = {"fast_review_policy": policy, "other_readings": others}
    stated = await _median(lambda: graph.values(_ROUTES, items=asked, **told))
    begun = time.perf_counter()
    for _ in range(_SINGLES):
        dumps({"routes": [route_answers.answer_of(*item, facts, graph.policy)]})
    shaped = (time.perf_counter() - begun) / _SINGLES
    parts = {"stack": stack, "driver": trip, "database": stated - trip, "shaping": shaped}
    return {f"T {name}": _beside(spent, whole) for name, spent in parts.items()}


async def _batch(graph: Graph, client: Client, ids: list[str]) -> Figures:
    items = [{"subject_id": "H500112", "power": "manage_team", "team_id": i} for i in ids]
    called, stated = [], []
    for _ in range(BATCHES):
        called.append(client.timed("/v1/checks", {"items": items}))
        begun = time.perf_counter()
        await graph.values(_CHECKS, items=items)
        stated.append(time.perf_counter() - begun)
    return {"B14": _beside(median(called), median(stated))}


async def _median(ask: Callable[[], Awaitable[Any]]) -> float:
    seen: list[float] = []
    for _ in range(_SINGLES):
        begun = time.perf_counter()
        await ask()
        seen.append(time.perf_counter() - begun)
    return median(seen)


def paired(*timed: Callable[[], float], times: int = _SINGLES) -> list[float]:
    """Return the medians of several requests that take turns."""
    seen: list[list[float]] = [[] for _ in timed]
    for _ in range(times):
        for place, one in enumerate(timed):
            seen[place].append(one())
    return [median(values) for values in seen]


def _beside(figure: float, other: float) -> list[float]:
    return [figure * 1e3, other * 1e3, figure / other]


def _part(name: str) -> Target:
    return f"of a route: {name} / the whole, ms", lambda r: True, "—"


TARGETS: dict[str, Target] = {
    "B0 health": ("/healthz / the bare application's, p50 ms", lambda r: r <= 1.3, "≤ 1.3"),
    "B0 floor": ("RETURN 1 / the bare application's, p50 ms", lambda r: r <= 1.1, "≤ 1.1"),
    "B1 check bare": ("single check / bare RETURN 1, p50 ms", lambda r: r <= 1.4, "≤ 1.4"),
    "B1 route bare": ("single route / bare RETURN 1, p50 ms", lambda r: r <= 1.4, "≤ 1.4"),
    "B2 bare": ("routes a second at 64 / bare RETURN 1", lambda r: r >= 2.5, "≥ 2.5"),
    "B13": ("held routes a second at 64 / bare RETURN 1", lambda r: r >= 4, "≥ 4"),
    "B13 p50": ("held route / bare RETURN 1, p50 ms", lambda r: r <= 0.3, "≤ 0.3"),
    "B14": ("1,000 checks / the statement alone, ms", lambda r: r <= 2, "≤ 2"),
    "T stack": _part("HTTP, our stack"),
    "T driver": _part("a round trip"),
    "T database": _part("our statement beyond it"),
    "T shaping": _part("words and JSON"),
}
