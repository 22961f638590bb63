"""A register driven step by step, what is held compared with what is asked after each."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Generator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

from hypothesis.stateful import initialize, rule

from graph_service import graph as graphs
from graph_service.api.app import create_app
from graph_service.api.carried import carry
from graph_service.api.memory import Memory
from graph_service.changes.writing import Change, carry_out, nothing
from graph_service.errors import ServiceError
from graph_service.graph import Graph
from graph_service.model import Policy
from graph_service.operations.held import Operation
from graph_service.request import Request
from graph_service.settings import Settings
from graph_service.vocabulary import Business, Power
from tests.consequences.laws import Register
from tests.strategies import AUTHORITIES, networks
from tests.worlds import build

Asked = tuple[Any, ...]
POWERS = (*map(str, Power), *(f"review:{business}" for business in Business))


class Apart(NamedTuple):
    """The store as two other processes see it, and one that nobody serves."""

    other: Graph
    plain: Graph
    nobody: Graph


@contextmanager
def apart(graph: Graph, run: Any) -> Generator[Apart]:
    """Open graphs beside one, and close them again."""
    uri, username, password, *_ = graph.address or ("", "", "")
    nowhere = graphs.connect("bolt://127.0.0.1:1", "neo4j", "none", policy=Policy())
    two = [graphs.connect(uri, username, password, policy=Policy()) for _ in range(2)]
    opened = Apart(*two, nowhere)
    yield opened
    for each in opened:
        run(each.close())


def memory_over(graph: Graph, held_answers: int = 200_000) -> Memory:
    """The memory of a service over a graph."""
    settings = Settings(anonymous_read=True, held_answers=held_answers, _env_file=None)
    app = create_app(graph, settings)
    app.state.database.prepared = True
    return app.state.memory


async def answer(memory: Memory, asked: Asked) -> bytes | str:
    """An answer's bytes, or the words of its error."""
    scope: dict[str, Any] = {}
    carry(scope, Request())
    try:
        return await memory.answer(asked, scope)
    except ServiceError as error:
        return error.message_en


async def answers(memory: Memory, asked: list[Asked]) -> dict[Asked, bytes | str]:
    """The answers to all that is asked, as they come in at once."""
    found = await asyncio.gather(*(answer(memory, each) for each in asked))
    return dict(zip(asked, found, strict=True))


class Holding(Register):
    """Writes by this process and by another, followers cut and resumed."""

    def __init__(self, graph: Graph, beside: Apart, run: Any) -> None:
        super().__init__(graph, run)
        self.other, self.nobody = beside.other, beside.nobody
        self.memory = memory_over(graph)
        self.plain = memory_over(beside.plain, 0)

    @initialize(rows=networks(9))
    def load(self, rows: list[dict[str, str]]) -> None:
        self.run(build.wipe(self.graph))
        self.run(build.load(self.graph, rows))
        self.ids = [row["team_id"] for row in rows]

    @rule(rows=networks(6))
    def take_in(self, rows: list[dict[str, str]]) -> None:
        self.ids = sorted({*self.ids, *(row["team_id"] for row in rows)})
        self.run(self.beside(build.load(self.other, rows, record=True), own=False))

    def look_back(self) -> None:
        """Not a rule here."""

    def step(self, name: str, team_id: str, values: Mapping[str, str | None]) -> bool:
        self.steps += 1
        own = self.steps % 3 > 0
        operation = Operation(name, team_id, {k: v or None for k, v in values.items()})
        change = Change([operation], accept_violations=True)
        self.ids = sorted({*self.ids, team_id})
        carried = carry_out(self.graph if own else self.other, change, nothing)
        self.run(self.beside(carried, own=own))
        return False

    async def beside(self, work: Awaitable[Any], *, own: bool) -> None:
        """Fill the memory, do the work, and compare; in one step of three no feed is read."""
        following, asked = self.memory.following, self.asked()
        await following.look()
        await answers(self.memory, asked)
        cut = not own and self.steps % 2 == 0
        if cut:
            following._graph = self.nobody
        with suppress(ServiceError):
            await work
        if not own:
            await asyncio.sleep(0.101)
        hits = self.memory.held.hits
        await self.compare(asked)
        assert not cut or self.memory.held.hits == hits, "answered from memory without a feed"
        if cut:
            following._graph = self.graph
            await following.look()
            await self.compare(asked)

    async def compare(self, asked: list[Asked]) -> None:
        held = await answers(self.memory, asked)
        plain = await answers(self.plain, asked)
        wrong = {each: (held[each], plain[each]) for each in asked if held[each] != plain[each]}
        assert not wrong, wrong

    def asked(self) -> list[Asked]:
        """Every route and permission, and checks that turn with the steps."""
        ids, at = sorted(self.ids), self.steps
        found: list[Asked] = [("permissions", i) for i in ids]
        found += [("routes", i, None) for i in ids]
        found += [("routes", i, str(business)) for i in ids for business in Business]
        subjects = [*ids, *AUTHORITIES]
        for place, power in enumerate(POWERS * 3):
            subject = subjects[(place * 7 + at) % len(subjects)]
            found.append(("check", subject, power, ids[(place * 5 + at // 2) % len(ids)]))
        return sorted(set(found), key=str)
