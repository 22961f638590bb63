"""Held answers: what is given from memory is what the graph would say, at every moment."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from graph_service.api import following as following_module
from graph_service.api.memory import Memory
from graph_service.changes.writing import Change, carry_out, nothing
from graph_service.graph import Graph
from graph_service.operations.held import Operation
from tests.api.holding import Apart, Holding, answer, answers, apart, memory_over
from tests.conftest import Run
from tests.worlds import build

V = "H500112011001"
ROUTE = ("routes", V, "hours_recording")
PERMISSIONS = ("permissions", V)
CHECK = ("check", "H500112", "manage_team", V)


def drive(graph: Graph, beside: Apart, run: Run, examples: int, length: int) -> tuple[int, int]:
    how = settings(
        max_examples=examples,
        stateful_step_count=length,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate),
    )
    seen: list[tuple[int, int]] = []

    class Driven(Holding):
        def __init__(self) -> None:
            super().__init__(graph, beside, run)

        def teardown(self) -> None:
            seen.append((self.steps, self.memory.held.hits))

    run_state_machine_as_test(Driven, settings=how)
    return sum(steps for steps, _ in seen), sum(hits for _, hits in seen)


@pytest.fixture(scope="module")
def beside(prepared: Graph, run: Run) -> Iterator[Apart]:
    with apart(prepared, run) as opened:
        yield opened


def test_held_is_what_is_asked_whoever_writes(graph: Graph, beside: Apart, run: Run) -> None:
    steps, hits = drive(graph, beside, run, 2, 15)
    assert steps > 12
    assert hits > 20 * steps, "next to nothing was answered from memory"


@pytest.mark.laws
def test_held_is_what_is_asked_over_a_thousand_changes(
    graph: Graph, beside: Apart, run: Run
) -> None:
    assert drive(graph, beside, run, 50, 40)[0] > 1000


@pytest.fixture
def world(graph: Graph, run: Run) -> Graph:
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    return graph


def told(graph: Graph, **values: Any) -> Any:
    operation = Operation("update_team", V, values)
    return carry_out(graph, Change([operation], accept_violations=True), nothing)


async def from_memory(memory: Memory) -> bool:
    """Whether a route comes from memory, once a look at the feed was quick enough."""
    for _ in range(100):
        hits = memory.held.hits
        await answer(memory, ROUTE)
        if memory.held.hits > hits:
            return True
        await asyncio.sleep(0.02)
    return False


def numbered(text: bytes | str) -> int:
    assert isinstance(text, bytes)
    return int(text.decode().partition("第")[2].partition("队")[0])


def test_no_reader_goes_back_while_a_writer_writes(world: Graph, beside: Apart, run: Run) -> None:
    memory, plain = memory_over(world), memory_over(beside.plain, 0)
    begun = acked = newest = 0

    async def write() -> None:
        nonlocal begun, acked
        for _ in range(8):
            begun += 1
            await told(world, name=f"第{begun}队")
            acked = begun

    async def read(source: Any, asked: Any, writing: asyncio.Task[None]) -> None:
        nonlocal newest
        while not writing.done():
            least = max(acked, newest)
            seen = numbered(await answer(source, asked))
            assert least <= seen <= begun, (least, seen, begun)
            newest = max(newest, seen)
            await asyncio.sleep(0.001)

    async def race() -> None:
        await told(world, name="第0队")
        await memory.following.look()
        writing = asyncio.create_task(write())
        await asyncio.sleep(0)
        asked = (ROUTE, PERMISSIONS, CHECK, ("check", V, "view", V))
        await asyncio.gather(
            writing, read(plain, ROUTE, writing), *(read(memory, each, writing) for each in asked)
        )

    run(race())
    assert memory.held.hits > 10 * acked


def test_another_process_is_seen_within_a_tenth_of_a_second(
    world: Graph, beside: Apart, run: Run
) -> None:
    memory, other = memory_over(world), beside.other

    async def both() -> None:
        await memory.following.look()
        for turn in range(5):
            assert await from_memory(memory)
            await told(other, name=f"第{turn}队")
            await asyncio.sleep(0.1)
            assert numbered(await answer(memory, ROUTE)) == turn

    run(both())


def test_without_a_feed_nothing_is_answered_from_memory(
    world: Graph, beside: Apart, run: Run
) -> None:
    memory = memory_over(world)

    async def cut() -> None:
        following = memory.following
        await following.look()
        await answer(memory, ROUTE)
        following._graph = beside.nobody
        await asyncio.sleep(0.15)
        hits = memory.held.hits
        await answer(memory, ROUTE)
        assert memory.held.hits == hits
        following._graph = world
        assert await from_memory(memory)

    run(cut())


def test_who_comes_when_the_last_look_is_old_waits_for_one_and_asks_nothing_again(
    world: Graph, beside: Apart, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following_module, "_FRESH", 5.0)  # however busy the machine is
    memory = memory_over(world)

    async def crowd() -> None:
        following = memory.following
        await following.look()
        await answer(memory, ROUTE)
        before, hits = following._looked, memory.held.hits
        following._looked = float("-inf")
        await asyncio.gather(*(answer(memory, ROUTE) for _ in range(64)))
        assert memory.held.hits == hits + 64
        assert following._looked > before

    run(crowd())


RESETS = {
    "an import that resets the record": lambda g: build.load(
        g, [row | {"unit_name": "甲"} for row in build.teams_of(build.example("E-15"))]
    ),
    "a change that is gone from the history": lambda g: g.apply(
        "MERGE (c:Revision {id: 'graph'}) SET c.value = c.value + 2"
        " CREATE (:Change {revision: c.value, operation: 'import'})"
    ),
    "a store that was put back": lambda g: g.apply(
        "MATCH (c:Revision {id: 'graph'}) OPTIONAL MATCH (gone:Change {revision: c.value})"
        " DETACH DELETE gone SET c.value = c.value - 1"
    ),
}


@pytest.mark.parametrize("name", RESETS)
def test_where_the_feed_breaks_nothing_stays_held(
    name: str, world: Graph, beside: Apart, run: Run
) -> None:
    memory, other = memory_over(world), beside.other

    async def broken() -> None:
        await memory.following.look()
        await answers(memory, [ROUTE, PERMISSIONS, CHECK])
        assert len(memory.held) == 3
        await RESETS[name](other)
        await memory.following.look()
        assert len(memory.held) == 0
        assert await from_memory(memory)

    run(broken())


def test_other_readings_in_force_end_holding(world: Graph, beside: Apart, run: Run) -> None:
    from graph_service.changes import readings
    from graph_service.model import Policy
    from graph_service.vocabulary import FastReviewPolicy

    memory, other = memory_over(world), beside.other

    async def turned() -> None:
        await readings.enforce(world)
        await told(world, contact_name="甲")
        await memory.following.look()
        await answer(memory, ROUTE)
        assert len(memory.held) == 1
        other.policy = Policy(fast_review_policy=FastReviewPolicy.ESCALATE)
        await readings.enforce(other)
        await memory.following.look()
        await answer(memory, ROUTE)
        assert len(memory.held) == 0
        await readings.enforce(world)

    run(turned())


def test_least_recently_used_answers_leave_first(world: Graph, beside: Apart, run: Run) -> None:
    memory = memory_over(world)

    async def fill() -> None:
        await memory.following.look()
        await answer(memory, ROUTE)
        await answer(memory, ("permissions", "H500112011"))
        await answer(memory, ROUTE)
        memory.held.most = memory.held.keys + 3
        await answer(memory, PERMISSIONS)
        assert memory.held.keys <= memory.held.most
        hits = memory.held.hits
        await answer(memory, ROUTE)
        assert memory.held.hits == hits + 1
        await answer(memory, ("permissions", "H500112011"))
        assert memory.held.hits == hits + 1

    run(fill())


def test_an_answer_is_held_for_ten_minutes_at_most(
    world: Graph, beside: Apart, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from graph_service.api import held

    memory = memory_over(world)

    async def later() -> None:
        await memory.following.look()
        await answer(memory, ROUTE)
        asked = world.policy, ROUTE
        text = memory.held.get(asked)
        assert text is not None
        now = time.monotonic()
        monkeypatch.setattr(held.time, "monotonic", lambda: now + 601)
        assert memory.held.get(asked) is None

    run(later())


def test_revision_bookmark_and_no_cache(call: Any, app: Any, token_of: Any) -> None:
    admin, held = token_of("administrator"), app.state.memory.held
    path = f"/v1/teams/{V}/review-routes?business=hours_recording"
    first = call("GET", path)
    wrote = call("PATCH", f"/v1/teams/{V}", json={"contact_name": "甲"}, token=admin)
    revision = int(wrote.headers["graph-revision"])
    assert revision == int(first.headers["graph-revision"]) + 1
    for asked in (path, "/v1/teams/T", "/v1/teams?limit=1", "/v1/regions/50"):
        assert int(call("GET", asked).headers["graph-revision"]) == revision

    def hits(**headers: str) -> int:
        call("GET", path)
        before = held.hits
        assert call("GET", path, headers=headers).status_code == 200
        return held.hits - before

    # On a busy machine a look at the feed may come too late for one answer, not for all.
    bookmark = {"Graph-Bookmark": wrote.headers["graph-bookmark"]}
    assert any(hits() for _ in range(50))
    assert any(hits(**bookmark) for _ in range(50))
    assert not any(hits(**{"Cache-Control": "no-cache"}) for _ in range(5))
    other = "FB:kcwQ" + "A" * 40 + "=="
    assert call("GET", path, headers={"Graph-Bookmark": other}).status_code in (422, 503)
