"""Everything with one command: Neo4j, schema, sample, API."""

from __future__ import annotations

import json
import os
import signal
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from graph_service import embedded, sample
from graph_service.api.loop import run
from graph_service.cli.progress import DownloadProgress, RowProgress
from graph_service.cli.serve import bring_up_to_date
from graph_service.cli.serving import Signals, Stopped, opens_at, serve_until_stopped
from graph_service.cli.store import DataDir
from graph_service.embedded import ports
from graph_service.embedded.home import write_private
from graph_service.embedded.server import Running
from graph_service.errors import SetupError
from graph_service.graph import Graph, connected
from graph_service.logs import configure
from graph_service.register import tokens
from graph_service.settings import Settings, read_settings

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_console = Console(stderr=True)


class Sample(StrEnum):
    """What an empty store is filled with."""

    CHONGQING = "chongqing"
    NONE = "none"


def up(
    data_dir: DataDir = None,
    host: Annotated[str, typer.Option(help="API 监听地址")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="API 端口")] = 8000,
    bolt_port: Annotated[int, typer.Option(help="Bolt 端口")] = 7687,
    browser_port: Annotated[int, typer.Option(help="Neo4j Browser 端口")] = 7474,
    sample: Annotated[Sample, typer.Option(help="空库载入的样本")] = Sample.CHONGQING,
) -> None:
    """一条命令启动：Neo4j, schema, the Chongqing sample, API; until Ctrl-C."""
    signals = Signals()
    settings = _settings(data_dir, host)
    configure(settings.log_format)
    server: Running | None = None
    try:
        port = ports.choose(port, "API")
        uri, password = settings.neo4j_uri, settings.neo4j_password
        if uri is None:
            server = _neo4j(settings, host, port, bolt_port, browser_port)
            pid = server.pid
            signals.at_once = lambda: os.kill(pid, signal.SIGKILL)
            uri, password = server.uri, server.password
        run(_serve(settings, uri, password, host, port, sample, signals, server))
        if server is not None and not server.lives():
            raise _ended(settings.data_dir)
    except Stopped:
        pass
    finally:
        if server is not None:
            _console.print("正在停止 Neo4j / stopping Neo4j …")
            server.stop()
        (settings.data_dir / "state.json").unlink(missing_ok=True)


def _settings(data_dir: Path | None, host: str) -> Settings:
    given = read_settings(data_dir=data_dir)
    if host in _LOOPBACK and "anonymous_read" not in given.model_fields_set:
        return read_settings(data_dir=data_dir, anonymous_read=True)
    return given


def _neo4j(settings: Settings, host: str, port: int, bolt_port: int, browser_port: int) -> Running:
    _console.print("正在启动 Neo4j / starting Neo4j …")
    return embedded.start(
        settings.data_dir,
        bolt_port=bolt_port,
        browser_port=browser_port,
        api_url=f"http://{host}:{port}",
        heap=settings.neo4j_heap,
        say=lambda text: _console.print(text, style="yellow"),
        progress=DownloadProgress().advance,
    )


async def _serve(
    settings: Settings,
    uri: str,
    password: str | None,
    host: str,
    port: int,
    wanted: Sample,
    signals: Signals,
    server: Running | None,
) -> None:
    async with connected(
        uri,
        settings.neo4j_username,
        password,
        policy=settings.policy(),
        database=settings.neo4j_database,
        heap=settings.heap_setting(),
    ) as graph:
        await bring_up_to_date(graph)
        if wanted is Sample.CHONGQING:
            await _load_sample(graph)
        token = await tokens.ensure_admin_token(graph, settings.data_dir / "admin-token")
        write_private(settings.data_dir / "admin-token", token + "\n")
        state = {
            "api_url": opens_at(settings, host, port),
            "bolt_url": uri,
            "browser_url": server.browser_url if server else None,
            "pid": os.getpid(),
        }

        def ready() -> None:
            write_private(settings.data_dir / "state.json", json.dumps(state))
            _print_addresses(state, settings.data_dir)

        lives = server.lives if server else lambda: True
        await serve_until_stopped(graph, settings, host, port, signals, ready, lives=lives)


def _ended(data_dir: Path) -> SetupError:
    return SetupError(
        f"Neo4j 意外结束，服务随之停止；数据仍在 {data_dir}，可重新启动。",
        f"Neo4j ended unexpectedly, and so did the service; the data is kept in {data_dir}:"
        " start it again.",
        exit_code=3,
    )


async def _load_sample(graph: Graph) -> None:
    with RowProgress() as progress:
        report = await sample.load_if_empty(graph, progress.advance)
    if report is not None:
        _console.print(f"已载入 loaded {report.loaded:,} 行 rows")
    _console.print(sample.ABOUT_ZH, sample.ABOUT_EN, style="dim", sep="\n")


def _print_addresses(state: dict, data_dir: Path) -> None:
    out = Console()
    out.print(
        f"API           {state['api_url']}/v1/teams/H500112011/review-routes", highlight=False
    )
    out.print(f"API docs      {state['api_url']}/docs", highlight=False)
    if state["browser_url"]:
        out.print(f"Neo4j Browser {state['browser_url']}", highlight=False)
        out.print(f"  user neo4j, password in {data_dir / 'neo4j-password'}", highlight=False)
    out.print(f"Bolt          {state['bolt_url']}", highlight=False)
    out.print(f"administrator {data_dir / 'admin-token'}", highlight=False)
