"""Ceilings on the work of every hot statement: a plan that goes wrong fails here."""

from __future__ import annotations

from typing import Any

from graph_service import cypher, notice
from graph_service.graph import Graph
from graph_service.questions import (
    checks,
    neighbourhood,
    permissions,
    regions,
    reports,
    reverse,
    routing,
    scope,
    scope_summary,
    seats,
    teams,
    tree,
)
from graph_service.vocabulary import Business, Power
from tests.conftest import Run
from tests.worlds import build
from tests.worlds.elsewhere import load_elsewhere
from tests.worlds.sizes import Ask, Asked, too_dear

V, TOWN, DISTRICT = "H500112011001", "H500112011", "H500112"


def route(team: str, *businesses: str) -> Ask:
    return lambda graph: routing.routes(graph, [(team, business) for business in businesses])


def check(subject: str, power: str, team: str) -> Ask:
    return lambda graph: checks.checks(graph, [(subject, power, team)])


def listed(basis: Any, hub: str = DISTRICT) -> Ask:
    return lambda graph: scope.scope_page(graph, hub, basis)


def stated(name: str, **given: Any) -> Ask:
    return lambda graph: graph.read(cypher.load(f"questions/{name}"), **given)


def subjects(kind: str, within: str | None = None) -> Ask:
    return stated("record/subjects", kind=kind, within=within, after="", limit=10)


_CITYS_SEATS = {"within": "/50/", "names": notice.name_patterns(), "after": "", "limit": 10}
_BY_EDGES = [power for power in Power if power != Power.ADMIT]
CEILINGS: Asked = {
    "route: root": (route("H50", "hours_recording"), 140),
    "route: exempt": (route(DISTRICT, "project_publication"), 160),
    "route: one step": (route("T", "hours_recording"), 130),
    "route: project of a village hub": (route(V, "project_publication"), 170),
    "route: to an authority": (route("L", "hours_recording"), 150),
    "route: all seven": (route("T", *map(str, Business)), 970),
    "route: a batch of 1,000": (route("T", *["hours_recording"] * 1000), 38500),
    "permissions": (lambda graph: permissions.permissions_of(graph, V), 240),
    "team": (lambda graph: teams.team(graph, V), 250),
    "managers": (lambda graph: reverse.managers(graph, V), 940),
    "viewers": (lambda graph: reverse.viewers(graph, V), 60),
    "subordinates": (lambda graph: reverse.subordinates(graph, DISTRICT), 90),
    "region": (lambda graph: regions.region(graph, "500112011"), 220),
    "children": (lambda graph: regions.children(graph, "500112011"), 300),
    "scope in numbers": (lambda graph: scope_summary.scope_of(graph, DISTRICT), 1100),
    **{f"scope: {basis}": (listed(basis), 570) for basis in ("region", "in_chain", "reviewed")},
    "scope: legal persons": (listed("legal_persons"), 150),
    "scope: mismatch": (listed("mismatch"), 600),
    **{f"check: {power}": (check(DISTRICT, str(power), V), 120) for power in _BY_EDGES},
    **{f"check: {power} by the city": (check("H50", str(power), V), 120) for power in _BY_EDGES},
    "check: admit": (check(DISTRICT, "admit", V), 230),
    "check: review": (check(TOWN, "review:hours_recording", V), 230),
    "list": (lambda graph: teams.teams(graph, limit=10), 130),
    "list: within": (lambda graph: teams.teams(graph, within="500112", limit=10), 130),
    "list: of a liaison": (lambda graph: teams.teams(graph, liaison_id=TOWN, limit=10), 350),
    "subjects: teams": (subjects("team"), 30),
    "subjects: regions": (subjects("region"), 30),
    "subjects: regions of the city": (subjects("region", "/50/"), 60),
    "subjects: teams of a district": (subjects("team", "/50/500112/"), 60),
    "seats: of the city": (stated("seats/list_seats", **_CITYS_SEATS), 600),
    "search: Chinese": (lambda graph: teams.teams(graph, q="松树桥"), 20),
    "search: one character": (lambda graph: teams.teams(graph, q="孃"), 10),
    "search: pinyin": (lambda graph: teams.teams(graph, q="songshuqiao"), 20),
    "report: authorities": (lambda graph: reports.registration_authorities(graph, limit=5), 600),
    "tree: beside a district": (lambda graph: tree.others_at(graph, [DISTRICT[1:]]), 60),
    "seats: of a town": (lambda graph: seats.seats(graph, "500112011", limit=10), 1000),
    "neighbourhood": (lambda graph: neighbourhood.neighbourhood(graph, V), 1000),
    "search: two parts": (lambda graph: teams.teams(graph, q="渝北区 松树桥"), 40),
}


def test_every_hot_question_costs_the_same_in_a_network_fifty_times_as_large(
    graph: Graph, run: Run
) -> None:
    teams = build.teams_of(build.example("E-15"))

    async def few() -> None:
        await build.wipe(graph)
        await build.load(graph, teams)

    async def many() -> None:
        await load_elsewhere(graph, 50 * len(teams))

    above = run(too_dear(graph, CEILINGS, few, many))
    assert not above, "\n".join(above)
