"""Every answer agrees with the reference and with its own reverse, on any mess of a network."""

from __future__ import annotations

import asyncio
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from graph_service.answers.scope import ScopeTeam
from graph_service.graph import Graph
from graph_service.model import Policy
from graph_service.questions import (
    checks,
    permissions,
    reverse,
    route_readings,
    routing,
    scope,
    scope_summary,
)
from graph_service.sample.regions import divisions
from graph_service.vocabulary import FastReviewPolicy, Permission
from tests.conftest import Run
from tests.reference import routes as reference
from tests.reference import scope as reference_scope
from tests.reference.world import World
from tests.strategies import AUTHORITIES, networks
from tests.worlds import build

POWERS = ("manage_team", "manage_volunteers", "view", "set_permission_group", "admit")
BOUNDED = settings(
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@cache
def regions() -> dict[str, dict[str, str]]:
    return {row["region_code"]: row for row in divisions()}


def world_of(rows: list[dict[str, str]]) -> World:
    return World({row["team_id"]: row for row in rows}, regions())


async def put(graph: Graph, rows: list[dict[str, str]], policy: FastReviewPolicy) -> World:
    await build.wipe(graph)
    graph.policy = Policy(fast_review_policy=policy)
    await build.load(graph, rows)
    return world_of(rows)


def plain(answer: Any) -> dict[str, Any]:
    final = answer["final_reviewer"]
    return {
        "outcome": answer["outcome"],
        "mode": answer["mode"],
        "final_reviewer": final and final["id"],
        "path": [step["id"] for step in answer["path"]],
    }


async def agree_on_routes(graph: Graph, world: World) -> None:
    policy = str(graph.policy.fast_review_policy)
    items = [(team, business) for team in world.teams for business in reference.BUSINESSES]
    batch = await route_readings.explained_routes(graph, items)
    for (team, business), answer in zip(items, batch, strict=True):
        assert isinstance(answer, dict)
        wanted = reference.route(world, team, business, policy)
        assert plain(answer) == wanted, (team, business)
        agree_on_readings(world, team, answer, policy)
    [single] = await route_readings.explained_routes(graph, items[:1])
    assert single == batch[0]


def agree_on_readings(world: World, team: str, answer: Any, policy: str) -> None:
    """What another reading would give is told if and only if it is another answer."""
    wanted = {}
    for value in FastReviewPolicy:
        other = reference.route(world, team, answer["business"], str(value))
        ends = (other["outcome"], other["final_reviewer"])
        if value != policy and ends != (answer["outcome"], plain(answer)["final_reviewer"]):
            wanted[str(value)] = ends
    told = answer["other_readings"]
    assert wanted == {
        other["value"]: (other["outcome"], (other["final_reviewer"] or {}).get("id"))
        for other in told
    }
    if told:
        assert "I-4" in {entry["id"] for entry in answer["decided_by"]}


async def agree_on_permissions(graph: Graph, world: World) -> None:
    for answer in await permissions.permissions(graph, list(world.teams)):
        assert isinstance(answer, dict)
        for place, permission in enumerate(Permission):
            found = answer["effective"][permission]
            path = reference.holder(world, answer["team_id"], place)
            assert [step["id"] for step in found["path"]] == (path or []), permission


async def agree_on_scope(graph: Graph, world: World) -> None:
    policy = str(graph.policy.fast_review_policy)
    managed: dict[str, set[str]] = {team: set() for team in world.teams}
    for hub in world.teams:
        wanted = reference_scope.marks(world, hub, policy)
        whole = await scope_summary.scope_of(graph, hub)
        summary: Any = whole["team_scope"]
        for other in whole["other_readings"]:
            then = reference_scope.marks(world, hub, other["value"])
            assert other["reviewed"] == len(then["reviewed"]), (hub, other)
        for basis, teams in wanted.items():
            listed = await everything(graph, hub, basis, 7)
            assert {item["team_id"] for item in listed} == teams, (hub, basis)
            for item in listed:
                held = {mark for mark, held in wanted.items() if item["team_id"] in held}
                assert set(item["basis"]) == held, (hub, item)
            assert summary["total" if basis == "region" else basis] == len(teams)
        for team in wanted["region"]:
            managed[team].add(hub)
    for team, hubs in managed.items():
        found = await reverse.managers(graph, team)
        assert {item["team_id"] for item in found["items"]} == hubs
        for item in found["items"]:
            assert item["active"] == (world.teams[item["id"]]["status"] == "active")
            for power, held in item["powers"].items():
                wanted = reference_scope.may(world, item["id"], power, team, policy)
                assert held == wanted, (item["id"], power, team)
        volunteers = {item["id"] for item in found["volunteer_managers"]}
        assert volunteers == {
            hub
            for hub in world.teams
            if reference_scope.may(world, hub, "manage_volunteers", team, policy)
        }


async def everything(graph: Graph, hub: str, basis: Any, limit: int) -> list[ScopeTeam]:
    items: list[ScopeTeam] = []
    cursor = None
    while True:
        page = await scope.scope_page(graph, hub, basis, cursor=cursor, limit=limit)
        items += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return items


async def agree_on_checks(graph: Graph, world: World) -> None:
    policy = str(graph.policy.fast_review_policy)
    powers = (*POWERS, "review:hours_recording", "review:project_publication")
    items = [
        (subject, power, team)
        for subject in (*list(world.teams)[:6], *AUTHORITIES)
        for power in powers
        for team in world.teams
    ]
    for (subject, power, team), answer in zip(
        items, await checks.checks(graph, items), strict=True
    ):
        assert isinstance(answer, dict)
        wanted = reference_scope.may(world, subject, power, team, policy)
        assert answer["allowed"] == wanted, (subject, power, team, answer["reason"])
        for other in answer["other_readings"]:
            then = reference_scope.may(world, subject, power, team, other["value"])
            assert other["allowed"] == then != wanted, (subject, power, team, other)


@pytest.mark.parametrize("policy", FastReviewPolicy)
@BOUNDED
@given(rows=networks())
def test_answers_agree_with_the_reference(
    policy: FastReviewPolicy, rows: list[dict[str, str]], graph: Graph, run: Run
) -> None:
    async def ask() -> None:
        world = await put(graph, rows, policy)
        await agree_on_routes(graph, world)
        await agree_on_permissions(graph, world)
        await agree_on_scope(graph, world)
        await agree_on_checks(graph, world)

    run(ask())


@pytest.mark.slow
@settings(BOUNDED, max_examples=100)
@given(rows=networks(most=24))
def test_many_more_networks_agree(rows: list[dict[str, str]], graph: Graph, run: Run) -> None:
    async def ask() -> None:
        world = await put(graph, rows, FastReviewPolicy.ESCALATE)
        await agree_on_routes(graph, world)
        await agree_on_permissions(graph, world)
        await agree_on_scope(graph, world)

    run(ask())


@pytest.mark.parametrize("basis", ["region", "in_chain", "reviewed", "legal_persons", "mismatch"])
def test_a_list_goes_on_where_it_stood_when_its_last_team_has_gone(
    basis: str, graph: Graph, run: Run
) -> None:
    rows = {team["team_id"]: team for team in build.teams_of(build.example("E-18"))}
    astray = [
        rows["H500112011"] | {"team_id": f"X{number}", "name": f"X{number}", "region_code": code}
        for number, code in enumerate(["500101", "500103", "500106"])
    ]
    legal = [
        rows["H500240"] | {"team_id": f"L{number}", "name": f"L{number}", "team_kind": "non_hub"}
        for number in range(3)
    ]
    hub = "H500240" if basis == "legal_persons" else "H500112"
    run(build.load(graph, [*rows.values(), *astray, *legal]))
    whole = [item["team_id"] for item in run(everything(graph, hub, basis, 100))]
    assert len(whole) >= 3
    first = run(scope.scope_page(graph, hub, basis, limit=2))  # ty: ignore[invalid-argument-type]
    gone = "MATCH (team:Team {team_id: $team_id}) DETACH DELETE team"
    run(graph.apply(gone, team_id=whole[1]))
    rest = run(scope.scope_page(graph, hub, basis, cursor=first["next_cursor"]))  # ty: ignore
    left = [item["team_id"] for item in rest["items"]]
    assert set(left) <= set(whole[2:])


@pytest.mark.parametrize("limit", [1, 7, 100])
def test_page_size_never_changes_a_list(limit: int, graph: Graph, run: Run) -> None:
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    bases = ("region", "in_chain", "reviewed", "legal_persons", "mismatch")
    for basis in bases:
        paged = run(everything(graph, "H50", basis, limit))
        whole = run(everything(graph, "H50", basis, 1000))
        assert [i["team_id"] for i in paged] == [i["team_id"] for i in whole]


def test_gathered_look_ups_equal_single_ones(graph: Graph, run: Run) -> None:
    from graph_service.questions.gather import Gatherer
    from graph_service.request import Request

    run(build.load(graph, build.teams_of(build.example("E-15"))))

    async def ask() -> None:
        asked = [("T", "hours_recording"), ("nobody", "admission"), ("H500112", "admission")] * 40
        gatherer = Gatherer(graph, routing.routes)
        gathered = await asyncio.gather(*(gatherer.ask(Request(), item) for item in asked))
        for item, found in zip(asked[:3], gathered[:3], strict=True):
            [single] = await routing.routes(graph, [item])
            assert str(single) == str(found)

    run(ask())
