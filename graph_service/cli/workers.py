"""Several service processes behind one port, begun anew when they die, ended by one stop."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import NamedTuple

from fastapi import FastAPI
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from graph_service.api.app import create_app
from graph_service.api.database import Database
from graph_service.api.server import configuration
from graph_service.cli.preparing import bring_up_to_date
from graph_service.cli.serving import GRACE, answering_to, reached_at
from graph_service.cli.signals import Signals
from graph_service.cli.store import Address, at_address
from graph_service.cli.terminal import Terminal
from graph_service.errors import SetupError
from graph_service.logs import configure, open_log
from graph_service.parent_death import ending_with
from graph_service.settings import Settings

_HEALTHY_WITHIN = 60  # a busy machine answers late; only what hangs is begun anew


class Work(NamedTuple):
    """What a worker is told: the store, whether it prepares it, and where its log goes."""

    settings: Settings
    address: Address
    prepares: bool
    logs_to_file: bool = False
    neo4j_browser: tuple[str, str] | None = None


class _Workers(Multiprocess):
    """The web server's own supervisor, stopped by our signals."""

    def stop(self) -> None:
        """Ask for a stop; also from a signal's handler."""
        self.signal_queue.append(signal.SIGTERM)

    def kill(self) -> None:
        """End all workers at once."""
        for process in self.processes:
            process.process.kill()


async def serve_with_workers(
    work: Work,
    host: str,
    port: int,
    workers: int,
    signals: Signals,
    ready: Callable[[], None],
    *,
    lives: Callable[[], bool] = lambda: True,
) -> None:
    """Serve from several processes until stopped; ``ready`` is called once one of them listens.

    Ends too when what they depend on no longer ``lives``. Raises SetupError if a worker finds
    what no waiting mends; what it is stands in its log.
    """
    work = work._replace(settings=answering_to(work.settings, host))
    config = configuration(
        partial(_app, work, os.getpid()),
        work.settings,
        host=host,
        port=port,
        factory=True,
        workers=workers,
        timeout_graceful_shutdown=GRACE,
        timeout_worker_healthcheck=_HEALTHY_WITHIN,
    )
    sock = config.bind_socket()
    supervisor = _Workers(config, [sock])
    signals.take(supervisor.stop)
    signals.also(supervisor.kill)
    beside = asyncio.create_task(_beside(supervisor, reached_at(host, port), ready, lives))
    try:
        await asyncio.to_thread(supervisor.run)
    finally:
        beside.cancel()
        sock.close()
    if any(process.exitcode == STARTUP_FAILURE for process in supervisor.processes):
        raise SetupError(
            "一个服务进程未能启动。", "A service process could not start.", exit_code=3
        )


async def _beside(
    supervisor: _Workers,
    address: tuple[str, int],
    ready: Callable[[], None],
    lives: Callable[[], bool],
) -> None:
    while lives():
        try:
            _, writer = await asyncio.open_connection(*address)
        except OSError:
            await asyncio.sleep(0.1)
            continue
        writer.close()
        ready()
        break
    while lives():
        await asyncio.sleep(1)
    supervisor.stop()


def _app(work: Work, parent: int) -> FastAPI:
    """Return a worker's application; it ends with its parent and closes its connections."""
    ending_with(parent, signal.SIGTERM)()
    settings = work.settings
    log = open_log(settings.data_dir / "service.log") if work.logs_to_file else None
    configure(settings.log_format, out=log)
    graph = at_address(settings, work.address)
    prepare = bring_up_to_date if work.prepares else None
    app = create_app(graph, settings, prepare, neo4j_browser=work.neo4j_browser)
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None, None]:
        watch = asyncio.create_task(_watch(app.state.database))
        async with inner(app):
            yield
        watch.cancel()
        await graph.close()

    app.router.lifespan_context = lifespan
    return app


async def _watch(database: Database) -> None:
    """End the worker, and with it all, when the database says what no waiting mends."""
    while database.failed is None:
        await asyncio.sleep(0.5)
    terminal = Terminal(stderr=True)
    terminal.print(database.failed.message_zh, style="red")
    terminal.print(database.failed.message_en)
    os._exit(STARTUP_FAILURE)
