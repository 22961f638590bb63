"""The Chongqing sample: real divisions and seats, teams made by rule, and the same with faults."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from graph_service.graph import Graph
from graph_service.imports.import_rows import import_rows
from graph_service.imports.report import Report
from graph_service.questions.registers import is_empty
from graph_service.rows.rows import SourceRow
from graph_service.sample.messy import application_rows, faults, messy_team_rows
from graph_service.sample.regions import authority_rows, region_rows
from graph_service.sample.teams import team_rows

ABOUT_ZH = (
    "区划和 12,340 个枢纽席位是真实的（2023-06 版），席位上的团体和人员按规则生成，并非真实登记。"
)
ABOUT_EN = (
    "Divisions and the 12,340 hub seats are real (edition 2023-06); the teams and persons on them"
    " are made by rule and are no real registrations."
)


def about(*, messy: bool = False) -> tuple[str, str]:
    """Return what a sample is, in Chinese and English."""
    return (faults()["about_zh"], faults()["about_en"]) if messy else (ABOUT_ZH, ABOUT_EN)


async def load_if_empty(
    graph: Graph,
    progress: Callable[[str, str, int], None] = lambda kind, phase, rows: None,
    *,
    messy: bool = False,
) -> Report | None:
    """Load the sample, or the messy one, into an empty store; return None if it holds some."""
    if not await is_empty(graph):
        return None
    return await import_rows(
        graph, parts(messy=messy), reason="Chongqing sample", progress=progress
    )


def parts(*, messy: bool = False) -> dict[str, Iterable[SourceRow]]:
    """Return the rows of the sample, or of the messy one, by kind."""
    return {
        "regions": region_rows(),
        "registration_authorities": authority_rows(),
        "teams": messy_team_rows() if messy else team_rows(),
        "applications": application_rows() if messy else (),
    }
