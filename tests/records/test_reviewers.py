"""Whoever a record waits for is the final reviewer of its team, in any mess of a network."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.graph import Graph
from graph_service.model import Policy
from graph_service.questions import queues, routing, rules
from graph_service.vocabulary import Business, FastReviewPolicy
from tests.conftest import Run
from tests.questions.test_agreement import BOUNDED
from tests.strategies import AUTHORITIES, networks
from tests.worlds import build, records

_NAMING = ("team_id", "liaison_id", "branch_of", "viewing_ids")
_WAITING = "MATCH (r:ServiceRecord) RETURN r.team_id AS team, r.reviewer_id AS reviewer"

_CONFIRM = """
MATCH (r:ServiceRecord) WHERE r.reviewer_id IS NOT NULL
SET r.state = 'confirmed', r.decided_by = r.reviewer_id, r.decided_at = datetime()
SET r.reviewer_id = null
RETURN count(r) AS confirmed
"""


def beside_one_another(drawn: list[list[dict[str, str]]]) -> list[dict[str, str]]:
    """Several networks as one: a load of many costs what a load of one does."""
    return [
        row | {name: row[name] and f"{row[name]}-{place}" for name in _NAMING if name in row}
        for place, rows in enumerate(drawn)
        for row in rows
    ]


@settings(BOUNDED, max_examples=3)
@given(drawn=st.lists(networks(), min_size=8, max_size=12))
def test_a_record_waits_for_the_final_reviewer_of_today(
    drawn: list[list[dict[str, str]]], graph: Graph, run: Run
) -> None:
    rows = [row | {"viewing_ids": ""} for row in beside_one_another(drawn)]

    async def ask() -> None:
        await build.wipe(graph)
        await build.load(graph, rows)
        ids = [row["team_id"] for row in rows]
        await records.put(
            graph, [records.record(i, team_id=i, volunteer_no=f"V-{i}") for i in ids], summed=False
        )
        for policy in FastReviewPolicy:
            graph.policy = Policy(fast_review_policy=policy)
            await records.sum_up(graph)
            await agree(graph, ids)
        await confirmed_by_whoever_was_final(graph)

    run(ask())


async def confirmed_by_whoever_was_final(graph: Graph) -> None:
    """R-3 finds a confirmation by nobody's reviewer, and none by the final one."""
    [row] = await graph.apply(_CONFIRM)
    assert await rules.ask(graph.read, graph.policy, "R-3", None) == []
    await graph.apply("MATCH (r:ServiceRecord {state: 'confirmed'}) SET r.decided_by = 'X'")
    found = await rules.ask(graph.read, graph.policy, "R-3", None)
    assert len(found) == row["confirmed"]


async def agree(graph: Graph, ids: list[str]) -> None:
    told = {row["team"]: row["reviewer"] for row in await graph.read(_WAITING)}
    routes = await routing.routes(graph, [(i, "hours_recording") for i in ids])
    wanted = {i: reviewer(i, route) for i, route in zip(ids, routes, strict=True)}
    assert told == wanted
    assert await rules.ask(graph.read, graph.policy, "D-2", None) == []
    backwards: dict[str, str] = {}
    for subject in (*sorted(set(filter(None, wanted.values()))), *AUTHORITIES):
        found = await queues.reviewed_by(graph, subject, Business.HOURS_RECORDING)
        assert len(found) == len(set(found))
        backwards |= dict.fromkeys(found, subject)
    final = {i: r["final_reviewer"] and r["final_reviewer"]["id"] for i, r in _pairs(ids, routes)}
    assert {i: by for i, by in backwards.items() if by != i} == {
        i: by for i, by in final.items() if by
    }


def _pairs(ids: list[str], routes: list[Any]) -> Any:
    return zip(ids, routes, strict=True)


def reviewer(team_id: str, route: Any) -> str | None:
    if route["outcome"] == "root":
        return team_id
    return route["final_reviewer"] and route["final_reviewer"]["id"]
