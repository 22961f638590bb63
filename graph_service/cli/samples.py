"""Load the sample into whatever store the command is pointed at."""

from __future__ import annotations

from collections.abc import Callable

from graph_service import sample as samples
from graph_service.cli.preparing import bring_up_to_date
from graph_service.cli.progress import Steps
from graph_service.cli.store import DataDir, ask
from graph_service.cli.terminal import Terminal
from graph_service.errors import SetupError
from graph_service.graph import Graph
from graph_service.imports.report import Report
from graph_service.questions.registers import is_empty

_console = Terminal(stderr=True)


def sample(data_dir: DataDir = None) -> None:
    """样本：Load the Chongqing sample into an empty store; one that holds anything is refused."""
    with Steps() as progress:
        report = ask(data_dir, lambda graph: _loaded(graph, progress.advance))
    _console.print(f"已载入 loaded {report.loaded:,} 行 rows")
    _console.print(samples.ABOUT_ZH, samples.ABOUT_EN, style="dim", sep="\n")


async def _loaded(graph: Graph, progress: Callable[[str, str, int], None]) -> Report:
    if await is_empty(graph):
        await bring_up_to_date(graph)
        report = await samples.load_if_empty(graph, progress)
        if report is not None:
            return report
    raise SetupError(
        "库中已有区划或团体，样本只能载入空库，未写入任何内容。",
        "The store already holds regions or teams: the sample goes into an empty one only,"
        " and nothing was written.",
    )
