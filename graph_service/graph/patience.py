"""A writer's patience with rehearsals: one that keeps it waiting 50 ms is ended.

While a writer's statement takes long, the database is asked who blocks it. Rehearsals that give
way are marked in their transactions' metadata, whichever process began them.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from types import TracebackType
from typing import Any

from neo4j import WRITE_ACCESS
from neo4j.exceptions import DriverError, Neo4jError

from graph_service import cypher

_BLOCKED_BY = cypher.load("register/rehearsals/blocked_by")
_END = cypher.load("register/rehearsals/end_rehearsals")
_FIRST, _LONGEST = 0.05, 0.25


class GaveWay(Exception):
    """A rehearsal kept a writer waiting and was ended, or what is tried once met others' locks.

    Nothing of it stands; it may begin again.
    """


class Patience:
    """Runs out while a statement of its writer waits for a rehearsal; without a session never.

    The first statement is let wait: it takes the lock that writers stand in line for, which no
    rehearsal that gives way holds. So only one of them looks around at a time.
    """

    def __init__(self, session: Callable[[str], Any] | None) -> None:
        self._session = session
        self._writer = secrets.token_hex(8)
        self._timer: asyncio.TimerHandle | None = None
        self._looking: set[asyncio.Task[None]] = set()
        self._after = _FIRST
        self._in_line = True

    @property
    def mark(self) -> dict[str, str]:
        """What the writer's transaction carries in its metadata."""
        return {"writer": self._writer}

    def __enter__(self) -> None:
        """Begin to wait for a statement."""
        if self._session is not None and not self._in_line:
            self._after = _FIRST
            self._again()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wait no longer."""
        self._in_line = False
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _again(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(self._after, self._out)
        self._after = min(2 * self._after, _LONGEST)

    def _out(self) -> None:
        looking = asyncio.create_task(self._look())
        self._looking.add(looking)
        looking.add_done_callback(self._looking.discard)

    async def _look(self) -> None:
        timer = self._timer
        try:
            await self._ended()
        except (DriverError, Neo4jError):
            return
        if timer is not None and self._timer is timer:
            self._again()

    async def _ended(self) -> None:
        """End the rehearsals that block this writer."""
        assert self._session is not None  # noqa: S101
        async with self._session(WRITE_ACCESS) as session:
            rows = await (await session.run(_BLOCKED_BY, writer=self._writer)).data()
            said = next((row["status"] for row in rows if row["writer"] == self._writer), "")
            # Who asks for a lock alone that it shares with a rehearsal is told to wait for both.
            rehearsals = [row["transaction_id"] for row in rows if row["writer"] != self._writer]
            names = {name.strip() for name in said.partition("[")[2].rstrip("]").split(",")}
            ids = [identifier for identifier in rehearsals if identifier in names]
            if ids:
                await (await session.run(_END, ids=ids)).consume()


async def plan(session: Callable[[str], Any]) -> None:
    """Let Neo4j plan what a writer asks when it waits, which takes it a second once."""
    async with session(WRITE_ACCESS) as opened:
        await (await opened.run(_BLOCKED_BY, writer="-")).consume()
        await (await opened.run(_END, ids=["neo4j-transaction-0"])).consume()
