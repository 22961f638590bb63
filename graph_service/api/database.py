"""The database as the service sees it: waited for, made ready, watched, and each change told."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from graph_service.errors import DatabaseAway, ServiceError, SetupError
from graph_service.graph import Graph
from graph_service.store import loading

_log = structlog.get_logger()
_SOONEST, _LATEST = 0.5, 5.0
# Neo4j locks a user for seconds after three refused logins: a wrong password is tried seldom.
_SELDOM = 30.0

Prepare = Callable[[Graph], Awaitable[object]]


class Database:
    """Whether the store is ready, and why not; one line in the log for each change."""

    def __init__(self, graph: Graph, prepare: Prepare) -> None:
        self.prepared = False
        self.failed: SetupError | None = None  # what no waiting mends
        self._graph = graph
        self._prepare = prepare
        self._attended = False
        self._problem: ServiceError | None = None
        self._told: str | None = None

    def away(self) -> DatabaseAway | None:
        """Return why the service is not ready, without asking; None once it is."""
        if self.prepared:
            return None
        found = self._problem
        if found is None:
            return DatabaseAway("服务正在启动。", "The service is starting.")
        return DatabaseAway(found.message_zh, found.message_en)

    def refusal(self) -> DatabaseAway | None:
        """Return why requests are not answered yet: the store they would read is not ready."""
        return self.away() if self._attended else None

    async def make_ready(self) -> None:
        """Bring the store up to date and warm it; raise what goes wrong."""
        await self._prepare(self._graph)
        self.prepared = True

    async def attend(self) -> None:
        """Wait for the database, make the store ready once, and watch it until cancelled."""
        self._attended, tries = True, 0
        while True:
            self._problem = await self._asked()
            self._tell()
            if self.failed is not None:
                return
            tries = tries + 1 if self._problem else 0
            await asyncio.sleep(_pause(self._problem, tries))

    async def _asked(self) -> ServiceError | None:
        try:
            if self.prepared:
                await self._graph.verify()
                await loading.recover(self._graph)
            else:
                await self.make_ready()
        except DatabaseAway as error:
            return error
        except SetupError as error:
            self.failed = error if error.exit_code != 3 else None
            return error
        except Exception as error:
            zh, en = "图数据库未能准备就绪。", "The store could not be made ready."
            told = SetupError(zh, en, exit_code=3)
            told.__cause__ = error
            return told
        return None

    def _tell(self) -> None:
        problem = self._problem
        state = problem.message_en if problem else "ready"
        if state == self._told:
            return
        self._told = state
        if problem is None:
            _log.info("database_ready")
        else:
            _log.warning("database_away", reason=state, cause=_innermost(problem))


def _innermost(error: BaseException) -> str:
    """Return what went wrong at the bottom: the driver wraps it twice."""
    while error.__cause__ is not None:
        error = error.__cause__
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"


def _pause(problem: ServiceError | None, tries: int) -> float:
    if problem is None:
        return _LATEST
    return min(_LATEST, _SOONEST * 2**tries) if isinstance(problem, DatabaseAway) else _SELDOM
