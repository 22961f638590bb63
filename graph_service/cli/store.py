"""Find the store that a command talks to, and run a question against it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from graph_service import embedded
from graph_service.errors import InvalidInput, SetupError
from graph_service.graph import Graph, connect
from graph_service.rows.bad_form import BadForm
from graph_service.rows.forms import region_code
from graph_service.settings import Settings, read_settings
from graph_service.store import loading

T = TypeVar("T")
Address = tuple[str, str, str | None]
DataDir = Annotated[
    Path | None, typer.Option("--data-dir", help="数据目录 (default .graph-service)")
]
WorkersOption = Annotated[
    int, typer.Option(min=1, max=64, help="服务进程数 service processes behind the port")
]


def ask(data_dir: Path | None, work: Callable[[Graph], Awaitable[T]]) -> T:
    """Return what ``work`` answers from the store; SetupError (exit 3) if there is none."""
    return asyncio.run(_asked(read_settings(data_dir=data_dir), work))


async def _asked(settings: Settings, work: Callable[[Graph], Awaitable[T]]) -> T:
    async with opened(settings) as graph:
        await graph.verify()
        await loading.recover(graph)
        return await work(graph)


@asynccontextmanager
async def opened(settings: Settings, at: Address | None = None) -> AsyncGenerator[Graph, None]:
    """Open the store of the settings, or the one at an address; nothing is asked of it yet."""
    graph = at_address(settings, at or address_of(settings))
    try:
        yield graph
    finally:
        await graph.close()


def at_address(settings: Settings, address: Address) -> Graph:
    """Return the graph at an address, read as the settings say; whoever calls closes it."""
    uri, username, password = address
    return connect(
        uri,
        username,
        password,
        policy=settings.policy(),
        database=settings.neo4j_database,
        heap=settings.heap_setting(),
    )


def place(text: str) -> str:
    """Return a region code in its short form, as it stands on record."""
    try:
        return region_code(text)
    except BadForm as error:
        raise InvalidInput("region_code", text, error.message_zh, error.message_en) from error


def address_of(settings: Settings) -> Address:
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
