"""The service in a process of its own, with one more route that only asks RETURN 1."""

from __future__ import annotations

import logging
import multiprocessing
import socket
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from graph_service import graph as graphs
from graph_service import lean
from graph_service.api import loop
from graph_service.api.app import create_app
from graph_service.api.deps import GraphDep
from graph_service.api.replies import Reply
from graph_service.embedded import ports
from graph_service.errors import SetupError
from graph_service.logs import configure
from graph_service.model import Policy
from graph_service.settings import Settings

FLOOR = "/v1/bench/return-1"
HEALTH = "/healthz"


@dataclass(frozen=True)
class Service:
    """A running service: its port, its process to weigh, and a token to write with."""

    port: int
    pid: int
    token: str

    def memory(self) -> int:
        """Return the process's resident memory in bytes."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * 4096


@contextmanager
def service(
    uri: str, username: str, password: str | None, token: str, *, bare: bool = False
) -> Generator[Service, None, None]:
    """Serve in another process until the block ends.

    A ``bare`` one is an application of two routes and nothing else: what any service would cost.
    """
    port = ports.choose(None, "API")
    context = multiprocessing.get_context("spawn")
    process = context.Process(
        target=_bare if bare else _serve, args=(uri, username, password, port), daemon=True
    )
    process.start()
    try:
        _await(port, process)
        assert process.pid is not None  # noqa: S101
        yield Service(port, process.pid, token)
    finally:
        process.terminate()
        process.join(20)


async def _floor(graph: GraphDep) -> Reply:
    return Reply({"rows": await graph.values("RETURN 1 AS one")})


def _serve(uri: str, username: str, password: str | None, port: int) -> None:
    configure("json", logging.ERROR)

    async def run() -> None:
        graph = graphs.connect(uri, username, password, policy=Policy())
        app = create_app(graph, Settings(anonymous_read=True))
        app.add_api_route(FLOOR, _floor, include_in_schema=False)
        await _listen(app, port)
        await graph.close()

    loop.run(run())


def _bare(uri: str, username: str, password: str | None, port: int) -> None:
    async def run() -> None:
        graph = graphs.connect(uri, username, password, policy=Policy())

        async def health(request: Request) -> JSONResponse:
            return JSONResponse({"status": "ok"})

        async def floor(request: Request) -> JSONResponse:
            return JSONResponse({"rows": await graph.values("RETURN 1 AS one")})

        lean.settle()
        await _listen(Starlette(routes=[Route(HEALTH, health), Route(FLOOR, floor)]), port)
        await graph.close()

    loop.run(run())


async def _listen(app: ASGIApp, port: int) -> None:
    config = uvicorn.Config(
        app, port=port, log_level="error", access_log=False, timeout_keep_alive=600
    )
    await uvicorn.Server(config).serve()


def _await(port: int, process: Any) -> None:
    for _ in range(3000):  # a busy machine plans what is warmed up for minutes
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if not process.is_alive():
            break
        time.sleep(0.1)
    raise SetupError("被测服务没有启动。", "The service to be measured did not start.")
