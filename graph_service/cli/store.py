"""Find the store that a command talks to, and run a question against it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from graph_service import embedded
from graph_service.errors import SetupError
from graph_service.graph import Graph, connected
from graph_service.settings import Settings, read_settings

T = TypeVar("T")
DataDir = Annotated[
    Path | None, typer.Option("--data-dir", help="数据目录 (default .graph-service)")
]


def ask(data_dir: Path | None, work: Callable[[Graph], Awaitable[T]]) -> T:
    """Return what ``work`` answers from the store; SetupError (exit 3) if there is none."""
    settings = read_settings(data_dir=data_dir)
    return asyncio.run(_asked(settings, work))


async def _asked(settings: Settings, work: Callable[[Graph], Awaitable[T]]) -> T:
    uri, username, password = address(settings)
    async with connected(
        uri,
        username,
        password,
        policy=settings.policy(),
        database=settings.neo4j_database,
        heap=settings.heap_setting(),
    ) as graph:
        return await work(graph)


def address(settings: Settings) -> tuple[str, str, str | None]:
    """Return where the store is: NEO4J_URI, or the server that runs on the data directory."""
    if settings.neo4j_uri:
        return settings.neo4j_uri, settings.neo4j_username, settings.neo4j_password
    found = embedded.running(settings.data_dir)
    if found is None:
        raise SetupError(
            f"没有正在运行的 Neo4j：请先启动 graph-service up，或设置 NEO4J_URI"
            f"（数据目录 {settings.data_dir}）。",
            "No Neo4j runs: start `graph-service up` first, name its --data-dir, or set NEO4J_URI"
            f" (data directory {settings.data_dir}).",
            exit_code=3,
        )
    return found.uri, found.username, found.password
