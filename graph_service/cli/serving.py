"""Serve the API until a signal says stop."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Generator
from functools import partial
from socket import socket

import uvicorn

from graph_service.api.app import create_app
from graph_service.api.database import Prepare
from graph_service.api.server import configuration
from graph_service.cli.signals import Signals
from graph_service.cli.terminal import Terminal
from graph_service.graph import Graph
from graph_service.settings import Settings

GRACE = 5
_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        if (asked := len(self.server_state.tasks)) > 0:
            Terminal(stderr=True).print(
                f"等待 {asked} 个未完的请求，至多 {GRACE} 秒 /"
                f" waiting for {asked} requests, at most {GRACE} s …"
            )
        await super().shutdown(sockets)


async def serve_until_stopped(
    graph: Graph,
    settings: Settings,
    host: str,
    port: int,
    signals: Signals,
    ready: Callable,
    *,
    lives: Callable[[], bool] = lambda: True,
    prepare: Prepare | None = None,
    neo4j_browser: tuple[str, str] | None = None,
) -> None:
    """Serve; ``ready`` is called once requests are answered.

    Ends too when what it depends on no longer ``lives``. With ``prepare`` the database is waited
    for while requests are answered with 503; what no waiting mends is raised.
    """
    app = create_app(graph, answering_to(settings, host), prepare, neo4j_browser=neo4j_browser)
    config = configuration(
        app,
        settings,
        host=host,
        port=port,
        timeout_graceful_shutdown=GRACE,
    )
    server = _Server(config)
    inner = server.startup

    async def startup(sockets: list | None = None) -> None:
        await inner(sockets)
        if server.started:
            ready()

    server.startup = startup
    signals.take(partial(setattr, server, "should_exit", True))
    database = app.state.database
    watch = asyncio.create_task(_watch(server, lambda: database.failed is None and lives()))
    try:
        await server.serve()
    finally:
        watch.cancel()
    if database.failed is not None:
        raise database.failed


def answering_to(settings: Settings, host: str) -> Settings:
    """Return the settings with a listening address among the names that are answered to."""
    if host in _EVERYWHERE or host in settings.allowed_hosts:
        return settings
    name = f"[{host}]" if ":" in host else host
    return settings.model_copy(update={"allowed_hosts": [*settings.allowed_hosts, name]})


def opens_at(settings: Settings, host: str, port: int) -> str:
    """Return an address that opens: listening everywhere is no address, and answers to no name."""
    allowed = settings.allowed_hosts
    if host in _EVERYWHERE:
        loopback = "*" in allowed or not allowed or "127.0.0.1" in allowed
        host = "127.0.0.1" if loopback else allowed[0]
    elif ":" in host:
        host = f"[{host}]"
    return f"http://{host}:{port}"


def reached_at(host: str, port: int) -> tuple[str, int]:
    """Return where who listens at a host is reached from this machine."""
    loopback = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104
    return loopback.get(host, host), port


async def _watch(server: uvicorn.Server, lives: Callable[[], bool]) -> None:
    while lives():
        await asyncio.sleep(1)
    server.should_exit = True
