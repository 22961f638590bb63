"""Give registers out as files."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from graph_service.cli import outputs
from graph_service.cli.store import DataDir, ask
from graph_service.cli.terminal import Terminal
from graph_service.graph import Graph
from graph_service.store import exports
from graph_service.tabular import network
from graph_service.tabular.graphml import GraphMl
from graph_service.tabular.opengraph import OpenGraph
from graph_service.tabular.write import SINKS


class FileFormat(StrEnum):
    """What the files are."""

    CSV = "csv"
    JSONL = "jsonl"
    XLSX = "xlsx"
    GRAPHML = "graphml"
    OPENGRAPH = "opengraph"


_NETWORKS: dict[FileFormat, tuple[str, Callable[[Path], network.NetworkFile]]] = {
    FileFormat.GRAPHML: ("teams.graphml", GraphMl),
    FileFormat.OPENGRAPH: ("teams.opengraph.json", OpenGraph),
}


def export(
    directory: Annotated[Path, typer.Argument(help="目录，不存在则新建")],
    form: Annotated[FileFormat, typer.Option("--format")] = FileFormat.CSV,
    data_dir: DataDir = None,
) -> None:
    """导出：Write what `import` reads; GraphML and OpenGraph are for other tools."""
    outputs.ready_folder(directory)
    for path in _files(directory, form):
        outputs.ready(path)
    counts = ask(data_dir, lambda graph: _export(graph, directory, form))
    for kind, count in counts.items():
        Terminal(stderr=True).print(f"{kind}: {count:,}")
    Terminal(stderr=True).print(f"写入 written into {directory.absolute()}")


def _files(directory: Path, form: FileFormat) -> list[Path]:
    if form in _NETWORKS:
        return [directory / _NETWORKS[form][0]]
    return [directory / f"{kind}.{form}" for kind in exports.KINDS]


async def _export(graph: Graph, directory: Path, form: FileFormat) -> dict[str, int]:
    if form in _NETWORKS:
        return await _network(graph, directory, form)
    counts: dict[str, int] = {}
    for kind in exports.KINDS:
        sink = SINKS[form](directory, kind)
        counts[kind] = 0
        async for row in exports.rows(graph, kind):
            sink.write([row])
            counts[kind] += 1
        sink.close()
    return counts


async def _network(graph: Graph, directory: Path, form: FileFormat) -> dict[str, int]:
    name, make = _NETWORKS[form]
    out = make(directory / name)
    counts = dict.fromkeys(network.KINDS, 0)
    for kind in network.KINDS:
        async for row in exports.rows(graph, kind):
            out.write(kind, row)
            counts[kind] += 1
    out.close()
    return counts
