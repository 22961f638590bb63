"""Serve the API against a Neo4j that somebody else runs."""

from __future__ import annotations

from typing import Annotated

import typer

from graph_service.api.loop import run
from graph_service.cli.preparing import bring_up_to_date
from graph_service.cli.serving import opens_at, serve_until_stopped
from graph_service.cli.signals import Signals, Stopped
from graph_service.cli.store import DataDir, WorkersOption, address_of, ask, opened
from graph_service.cli.terminal import Terminal
from graph_service.cli.workers import Work, serve_with_workers
from graph_service.logs import configure
from graph_service.settings import Settings, read_settings


def migrate(data_dir: DataDir = None) -> None:
    """迁移：Bring schema and policy data to this release's version."""
    version = ask(data_dir, bring_up_to_date)
    Terminal().print(f"schema {version}")


def serve(
    host: Annotated[str, typer.Option()] = "127.0.0.1",
    port: Annotated[int, typer.Option()] = 8000,
    data_dir: DataDir = None,
    workers: WorkersOption = 1,
) -> None:
    """只提供 API：Serve the API against NEO4J_URI (or the data directory's running Neo4j).

    A database that is not there yet is waited for; /readyz says 503 meanwhile.
    """
    signals = Signals()
    settings = read_settings(data_dir=data_dir)
    configure(settings.log_format)
    try:
        run(_serve(settings, host, port, workers, signals))
    except Stopped:
        raise typer.Exit(0) from None


async def _serve(settings: Settings, host: str, port: int, workers: int, signals: Signals) -> None:
    def ready() -> None:
        Terminal().print(f"API  {opens_at(settings, host, port)}/docs")

    if workers > 1:
        work = Work(settings, address_of(settings), prepares=True)
        await serve_with_workers(work, host, port, workers, signals, ready)
        return
    async with opened(settings) as graph:
        await serve_until_stopped(
            graph, settings, host, port, signals, ready, prepare=bring_up_to_date
        )
