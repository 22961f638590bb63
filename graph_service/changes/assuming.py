"""Questions asked as if operations were done: a rehearsal, its answer read before it is undone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar

from graph_service.changes.change import Change, Outcome
from graph_service.changes.writing import carry_out
from graph_service.errors import InvalidInput
from graph_service.graph import Graph, Reading, Transaction
from graph_service.messages import say
from graph_service.operations.forming import all_of

MOST = 50

T = TypeVar("T")


async def assuming(
    graph: Graph,
    operations: Sequence[Mapping[str, Any]],
    question: Callable[[Reading], Awaitable[T]],
) -> T:
    """Return what a question answers as if operations were done, whatever they break.

    Raises InvalidInput for more than ``MOST`` of them or for what is none, and the error of what
    cannot be done.
    """
    if not 1 <= len(operations) <= MOST:
        raise InvalidInput("assume", len(operations), *say("assume.many", most=MOST))
    asked = Change(all_of(operations, "assume"), accept_violations=True, rehearse=True)

    async def answer(tx: Transaction, outcome: Outcome) -> tuple[int, T]:
        return 200, await question(tx)

    return (await carry_out(graph, asked, answer))[1]
