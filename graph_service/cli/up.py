"""Everything with one command: Neo4j, schema, sample, API."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

from graph_service import embedded
from graph_service.api.loop import run
from graph_service.cli import outputs, telling
from graph_service.cli.progress import Steps
from graph_service.cli.signals import Signals, Stopped
from graph_service.cli.store import DataDir, WorkersOption
from graph_service.cli.terminal import Terminal
from graph_service.cli.up_options import Asked, Sample
from graph_service.embedded import ports
from graph_service.embedded.server import Running
from graph_service.errors import SetupError
from graph_service.logs import configure, open_log
from graph_service.settings import Settings, read_settings

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_console = Terminal(stderr=True)


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
            asked = Asked(host, port, sample, workers, not log)
            serve = _service().serve
            run(serve(settings, uri, password, asked, signals, server, steps))
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


def _service() -> ModuleType:
    """Return what serves, read in for its second or two while Neo4j starts."""
    return import_module("graph_service.cli.up_service")


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
        meanwhile=_service,
    )


def _ended(data_dir: Path) -> SetupError:
    return SetupError(
        f"Neo4j 意外结束，服务随之停止；数据仍在 {data_dir}，可重新启动。",
        f"Neo4j ended unexpectedly, and so did the service; the data is kept in {data_dir}:"
        " start it again.",
        exit_code=3,
    )
