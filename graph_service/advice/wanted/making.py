"""The smallest lawful sets of operations that make a wish true, each rehearsed.

Fewest operations first: what may help against the fact that stands against the wish, then what
may help against the fact that stands against it then, and the remedies of what a try would break.
"""

from __future__ import annotations

import json
import secrets
import time
from collections import deque
from collections.abc import Iterator
from itertools import combinations
from typing import Any, cast

from graph_service.advice.wanted import acting, answering, ways
from graph_service.advice.wanted.answering import Tried
from graph_service.advice.wanted.ways import Written
from graph_service.advice.wanted.wishes import Answered, Wish
from graph_service.answers.wanted import WantedAnswer
from graph_service.changes import fixes, gate
from graph_service.changes.change import Change, Outcome
from graph_service.changes.writing import carry_out
from graph_service.errors import DatabaseAway, ServiceError
from graph_service.graph import Graph, Transaction
from graph_service.operations.forming import from_dict
from graph_service.questions.findings import Found

MOST_OPERATIONS, MOST_TRIES = 3, 64
_SECONDS = 60.0

Set = tuple[str, ...]


async def wanted(graph: Graph, wish: Wish) -> WantedAnswer:
    """Return the ways to a wish, or the fact and the clause that forbid it.

    Where it is true already the one way is to do nothing. Raises NotFound and InvalidInput.
    """
    now = await wish.ask(graph)
    if now.true:
        return answering.answer(wish, [Tried([], now)], None, complete=True)
    search = _Search(graph, wish)
    found = await search.run(now)
    because = answering.because(now, search.tried.values())
    answer = answering.answer(wish, found, because, complete=search.complete)
    for item, tried in zip(answer["items"], found, strict=True):
        item["by"] = await acting.who_may(graph, tried.operations)
    return answer


class _Search:
    """One wish's tries, fewest operations first."""

    def __init__(self, graph: Graph, wish: Wish) -> None:
        self._graph, self._wish = graph, wish
        self._salt, self._until = secrets.token_hex(4), time.monotonic() + _SECONDS
        self._waiting: dict[int, deque[list[Written]]] = {
            size: deque() for size in range(1, MOST_OPERATIONS + 1)
        }
        self.tried: dict[Set, Tried] = {}
        self.complete = True

    async def run(self, now: Answered) -> list[Tried]:
        """Return the sets that are enough and none of whose parts is."""
        self._later([], await self._against(self._graph, now))
        found: dict[frozenset[str], Tried] = {}
        for waiting in self._waiting.values():
            while waiting and self.complete:
                operations = waiting.popleft()
                key = _set(operations)
                if key in self.tried or any(known < set(key) for known in found):
                    continue
                if len(self.tried) >= MOST_TRIES or time.monotonic() > self._until:
                    self.complete = False
                    continue
                tried = await self._try(operations, now)
                if tried.enough:
                    smallest = await self._smallest(tried, now)
                    found[frozenset(_set(smallest.operations))] = smallest
                elif not found:
                    self._later(operations, tried.next)
        return sorted(found.values(), key=lambda t: (len(t.operations), t.changes))

    def _later(self, operations: list[Written], more: list[list[Written]]) -> None:
        """Put longer sets in line; what is there already is not asked for again."""
        for written in more:
            longer = [*operations, *(entry for entry in written if entry not in operations)]
            if len(operations) < len(longer) <= MOST_OPERATIONS:
                self._waiting[len(longer)].append(longer)

    async def _smallest(self, tried: Tried, now: Answered) -> Tried:
        """Return the smallest part of a set that is enough, the set itself where none is.

        Its few parts are tried past the bounds too.
        """
        for size in range(1, len(tried.operations)):
            for part in combinations(tried.operations, size):
                known = await self._try([*part], now)
                if known.enough:
                    return known
        return tried

    async def _try(self, operations: list[Written], now: Answered) -> Tried:
        """Return what came of a set, tried once."""
        key = _set(operations)
        if key not in self.tried:
            self.tried[key] = await self._rehearsed(operations, now)
        return self.tried[key]

    async def _rehearsed(self, operations: list[Written], now: Answered) -> Tried:
        tried = Tried(operations)

        async def look(tx: Transaction, outcome: Outcome) -> tuple[int, None]:
            tried.answered = answered = await self._wish.ask(tx)
            tried.breaks = await gate.named(tx, list(_broken(outcome, operations)))
            tried.changes, tried.added = len(outcome.followed.changes), outcome.added
            tried.cleared = await gate.named(tx, outcome.cleared)
            tried.next = []
            if len(operations) == MOST_OPERATIONS:
                return 200, None
            if answered.true:
                tried.next = await ways.clearing(tx, tried.breaks)
            elif (answered.fact, answered.walked) != (now.fact, now.walked):
                tried.next = await self._against(tx, answered)
            return 200, None

        try:
            asked = [from_dict(entry) for entry in operations]
            if await fixes.takes_a_name(self._graph, asked):
                return tried
            await carry_out(self._graph, Change(asked, accept_violations=True, rehearse=True), look)
        except DatabaseAway:
            raise
        except ServiceError as error:
            tried.error = error
        return tried

    async def _against(self, reading: Graph | Transaction, answered: Answered) -> list[Any]:
        remedies = await ways.clearing(reading, answered.findings)
        permission, roles = answered.permission, answered.roles
        return remedies + await ways.against(reading, answered.fact, roles, permission, self._salt)


def _set(operations: list[Written]) -> Set:
    return tuple(json.dumps(entry, sort_keys=True, ensure_ascii=False) for entry in operations)


def _broken(outcome: Outcome, operations: list[Written]) -> Iterator[Found]:
    """Yield the ERROR findings that come, and those of the operations' teams that turn worse."""
    added = [finding for finding in outcome.added if finding["severity"] == "ERROR"]
    for finding in added:
        expected, actual = finding["expected_facts"], finding["actual_facts"]
        yield cast("Found", {**finding, "expected": expected, "actual": actual})
    known = {(finding["rule_id"], finding["team_id"]) for finding in added}
    about = {entry.get("team_id") for entry in operations}
    for key, before, after in outcome.followed.changes:
        if key.kind == "finding" and key.subject in about and (key.key, key.subject) not in known:
            was = json.loads(before or "[]")
            for fact in json.loads(after or "[]"):
                if fact["severity"] == "ERROR" and fact not in was:
                    yield {"rule_id": key.key, "team_id": key.subject, **fact}
