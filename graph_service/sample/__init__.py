"""The Chongqing sample: real divisions and seats, teams made by rule."""

from __future__ import annotations

from collections.abc import Callable

from graph_service.graph import Graph
from graph_service.questions.registers import is_empty
from graph_service.register.imports import import_rows
from graph_service.register.report import Report
from graph_service.sample.regions import authority_rows, region_rows
from graph_service.sample.teams import team_rows

ABOUT_ZH = (
    "区划和 12,340 个枢纽席位是真实的（2023-06 版），席位上的团体和人员按规则生成，并非真实登记。"
)
ABOUT_EN = (
    "Divisions and the 12,340 hub seats are real (edition 2023-06); the teams and persons on them"
    " are made by rule and are no real registrations."
)


async def load_if_empty(
    graph: Graph, progress: Callable[[str, str, int], None] = lambda kind, phase, rows: None
) -> Report | None:
    """Load the sample into a store without regions and teams; return None if it holds some."""
    if not await is_empty(graph):
        return None
    parts = {
        "regions": region_rows(),
        "registration_authorities": authority_rows(),
        "teams": team_rows(),
    }
    return await import_rows(graph, parts, reason="Chongqing sample", progress=progress)
