"""The embedded Neo4j by itself: start, stop, status, backup, restore."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph_service import embedded
from graph_service.cli import outputs
from graph_service.cli.progress import Steps
from graph_service.cli.store import DataDir
from graph_service.cli.terminal import Terminal
from graph_service.settings import read_settings

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="内嵌的 Neo4j：the embedded Neo4j."
)
Port = Annotated[int | None, typer.Option(help="端口，省略则自选")]


@app.command("start", epilog="例 Example: graph-service neo4j start")
def start(data_dir: DataDir = None, bolt_port: Port = None, browser_port: Port = None) -> None:
    """Start it so that it outlives this command."""
    settings = read_settings(data_dir=data_dir)
    with Steps() as steps:
        server = embedded.start(
            settings.data_dir,
            bolt_port=bolt_port,
            browser_port=browser_port,
            heap=settings.neo4j_heap,
            detached=True,
            step=steps.begin,
            say=steps.say,
            progress=steps.download,
        )
    Terminal().print(f"{server.uri}  {server.browser_url}  pid {server.pid}")


@app.command("stop", epilog="例 Example: graph-service neo4j stop")
def stop(data_dir: DataDir = None) -> None:
    """Stop it and wait until it is gone; exit 1 if none runs."""
    if not embedded.stop(read_settings(data_dir=data_dir).data_dir):
        Terminal(stderr=True).print("没有正在运行的 Neo4j。No Neo4j runs here.")
        raise typer.Exit(1)


@app.command("status", epilog="例 Example: graph-service neo4j status")
def status(data_dir: DataDir = None) -> None:
    """Say where it runs; exit 1 if it does not."""
    server = embedded.running(read_settings(data_dir=data_dir).data_dir)
    if server is None:
        Terminal().print("没有正在运行的 Neo4j。No Neo4j runs here.")
        raise typer.Exit(1)
    Terminal().print(f"{server.uri}  {server.browser_url}  pid {server.pid}")


@app.command("backup", epilog="例 Example: graph-service neo4j backup store.dump")
def backup(
    file: Annotated[Path, typer.Argument(help="备份文件 .dump")], data_dir: DataDir = None
) -> None:
    """Write the store, which must not run, into one file; never over another."""
    outputs.ready(file)
    folder = read_settings(data_dir=data_dir).data_dir
    with Steps() as steps:
        steps.begin("备份 / backing up")
        embedded.backup(folder, file, steps.download, steps.say)
    size = file.stat().st_size / 2**20
    Terminal(stderr=True).print(f"已备份 backed up → {file} ({size:.1f} MiB)")


@app.command("restore", epilog="例 Example: graph-service neo4j restore store.dump")
def restore(
    file: Annotated[Path, typer.Argument(help="备份文件 .dump")],
    overwrite: Annotated[bool, typer.Option(help="替换已有的数据")] = False,
    data_dir: DataDir = None,
) -> None:
    """Bring a backup into a data directory that does not run."""
    folder = read_settings(data_dir=data_dir).data_dir
    with Steps() as steps:
        steps.begin("恢复 / restoring")
        embedded.restore(folder, file, overwrite=overwrite, progress=steps.download, say=steps.say)
    Terminal(stderr=True).print(f"已恢复 restored ← {file}")
