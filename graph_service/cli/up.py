"""Everything with one command: Neo4j, schema, sample, API."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from graph_service import embedded, sample
from graph_service.api.loop import run
from graph_service.browser import links
from graph_service.cli import outputs, telling
from graph_service.cli.preparing import bring_up_to_date
from graph_service.cli.progress import Steps
from graph_service.cli.serving import Signals, Stopped, opens_at, serve_until_stopped
from graph_service.cli.store import DataDir, opened
from graph_service.cli.terminal import Terminal
from graph_service.cli.workers import Work, WorkersOption, serve_with_workers
from graph_service.embedded import ports
from graph_service.embedded.home import write_private
from graph_service.embedded.server import Running
from graph_service.errors import SetupError
from graph_service.graph import Graph
from graph_service.imports.report import Report
from graph_service.logs import configure, open_log
from graph_service.questions import registers
from graph_service.settings import Settings, read_settings
from graph_service.store import tokens

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_console = Terminal(stderr=True)


class Sample(StrEnum):
    """What an empty store is filled with."""

    CHONGQING = "chongqing"
    CHONGQING_MESSY = "chongqing-messy"
    NONE = "none"


class _Asked(NamedTuple):
    """What a caller of ``up`` asks of the service."""

    host: str
    port: int
    sample: Sample
    workers: int
    logs_to_file: bool


def up(
    data_dir: DataDir = None,
    host: Annotated[str, typer.Option(help="API 监听地址")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="API 端口")] = 8000,
    bolt_port: Annotated[int, typer.Option(help="Bolt 端口")] = 7687,
    browser_port: Annotated[int, typer.Option(help="Neo4j Browser 端口")] = 7474,
    sample: Annotated[Sample, typer.Option(help="空库载入的样本")] = Sample.CHONGQING,
    log: Annotated[bool, typer.Option("--log", help="日志也显示在终端")] = False,
    workers: WorkersOption = 1,
) -> None:
    """一条命令启动：Neo4j, schema, the Chongqing sample, API; until Ctrl-C."""
    signals = Signals()
    settings = _settings(data_dir, host, browser_port)
    file = telling.log_file(settings.data_dir)
    outputs.ready_folder(settings.data_dir)
    configure(settings.log_format, out=None if log else open_log(file))
    server: Running | None = None
    try:
        port = ports.choose(port, "API")
        uri, password = settings.neo4j_uri, settings.neo4j_password
        with Steps() as steps:
            if uri is None:
                server = _neo4j(settings, steps, host, port, bolt_port, browser_port)
                pid = server.pid
                signals.also(lambda: os.kill(pid, signal.SIGKILL))
                uri, password = server.uri, server.password
            asked = _Asked(host, port, sample, workers, not log)
            run(_serve(settings, uri, password, asked, signals, server, steps))
        if server is not None and not server.lives():
            raise _ended(settings.data_dir)
    except (Stopped, asyncio.CancelledError):
        pass
    finally:
        if server is not None:
            _stop(server)
        (settings.data_dir / "state.json").unlink(missing_ok=True)


def _settings(data_dir: Path | None, host: str, browser_port: int) -> Settings:
    given = read_settings(data_dir=data_dir)
    ours: dict[str, object] = {}
    if host in _LOOPBACK:
        open_here = {"anonymous_read", "explorer"} - given.model_fields_set
        ours |= dict.fromkeys(open_here, True)
    if "browser_origins" not in given.model_fields_set:
        names = ("127.0.0.1", "localhost")
        ours["browser_origins"] = [f"http://{name}:{browser_port}" for name in names]
    return read_settings(data_dir=data_dir, **ours)


def _stop(server: Running) -> None:
    begun = time.monotonic()
    _console.print("等待 Neo4j 停止，约十秒 / waiting for Neo4j to stop, about ten seconds …")
    if server.leaves:
        _console.print("这一次更久，使下次启动更快 / longer this once, for a shorter next start")
    server.stop()
    _console.print(f"已停止 stopped ({time.monotonic() - begun:.0f} s)")


def _neo4j(
    settings: Settings, steps: Steps, host: str, port: int, bolt_port: int, browser_port: int
) -> Running:
    steps.begin("核对 Neo4j 的构件 / checking the files of Neo4j")
    return embedded.start(
        settings.data_dir,
        bolt_port=bolt_port,
        browser_port=browser_port,
        api_url=f"http://{host}:{port}",
        heap=settings.neo4j_heap,
        learns=settings.startup_cache,
        say=steps.say,
        step=steps.begin,
        progress=steps.download,
    )


async def _serve(
    settings: Settings,
    uri: str,
    password: str | None,
    asked: _Asked,
    signals: Signals,
    server: Running | None,
    steps: Steps,
) -> None:
    signals.cancels()
    async with opened(settings, (uri, settings.neo4j_username, password)) as graph:
        await graph.verify()
        steps.begin("核对结构和规则 / schema and policy data")
        await bring_up_to_date(graph)
        loaded = await _load_sample(graph, steps, asked.sample)
        steps.begin("预热 / warming up")
        told = sample.about(messy=asked.sample is Sample.CHONGQING_MESSY)
        steps.say(telling.about(await registers.summary(graph), loaded, told))
        token = await tokens.ensure_admin_token(graph, settings.data_dir / "admin-token")
        write_private(settings.data_dir / "admin-token", token + "\n")
        state = {
            "api_url": opens_at(settings, asked.host, asked.port),
            "bolt_url": uri,
            "browser_url": server.browser_url if server else None,
            "pid": os.getpid(),
        }

        def ready() -> None:
            write_private(settings.data_dir / "state.json", json.dumps(state))
            steps.end()
            telling.addresses(state, settings.data_dir, explorer=settings.explorer)

        file = str(telling.password_file(settings.data_dir))
        browser = (links.first_link(server.browser_url, uri), file) if server else None
        lives = server.lives if server else lambda: True
        known = {"bolt_url": settings.bolt_url or uri}
        if server is not None:
            known["browser_url"] = settings.browser_url or server.browser_url
        settings = settings.model_copy(update=known)
        if asked.workers > 1:
            at = (uri, settings.neo4j_username, password)
            work = Work(settings, at, False, asked.logs_to_file, browser)
            where = (asked.host, asked.port, asked.workers)
            await serve_with_workers(work, *where, signals, ready, lives=lives)
            return
        await serve_until_stopped(
            graph,
            settings,
            asked.host,
            asked.port,
            signals,
            ready,
            lives=lives,
            neo4j_browser=browser,
        )


def _ended(data_dir: Path) -> SetupError:
    return SetupError(
        f"Neo4j 意外结束，服务随之停止；数据仍在 {data_dir}，可重新启动。",
        f"Neo4j ended unexpectedly, and so did the service; the data is kept in {data_dir}:"
        " start it again.",
        exit_code=3,
    )


async def _load_sample(graph: Graph, steps: Steps, wanted: Sample) -> Report | None:
    if wanted is Sample.NONE:
        return None
    steps.begin("样本 / sample")
    messy = wanted is Sample.CHONGQING_MESSY
    return await sample.load_if_empty(graph, steps.advance, messy=messy)
