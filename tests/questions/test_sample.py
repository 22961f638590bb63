"""The whole Chongqing sample, loaded and counted as its divisions are."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from graph_service import sample
from graph_service.graph import Graph
from graph_service.imports.import_rows import import_rows
from graph_service.model import Policy
from graph_service.questions import regions, reverse, scope, scope_summary, teams
from graph_service.sample.regions import authority_rows
from graph_service.sample.teams import team_rows
from tests.conftest import Run
from tests.worlds import build
from tests.worlds.sizes import hits

COUNTS = [
    ("50", 12340),
    ("500112", 443),
    ("500103", 92),
    ("500240", 276),
    ("500101", 663),
    ("500109", 210),
    ("500105", 145),
    ("500110", 512),
    ("500106", 227),
    ("500107", 239),
    ("500112011", 15),
    ("500103011", 10),
    ("500101238", 5),
    ("500103011017", 1),
]


@pytest.fixture
def loaded(graph: Graph, run: Run) -> Graph:
    parts = {"registration_authorities": authority_rows(), "teams": team_rows()}
    report = run(import_rows(graph, parts))
    assert not report.rejected
    return graph


def test_the_sample_counts_as_the_notice_divides(loaded: Graph, run: Run) -> None:
    for code, count in COUNTS:
        assert run(regions.region(loaded, code))["regions"] == count, code
        assert run(scope_summary.scope_of(loaded, f"H{code}"))["regions"] == count
    city = run(scope_summary.scope_of(loaded, "H50"))
    hubs = run(teams.teams(loaded, within="50", team_kind="hub", limit=1000))
    assert not hubs["complete"]
    assert city["team_scope"]["by_team_kind"]["hub"] == 12339
    assert city["team_scope"]["mismatch"] == 0
    assert "按规则生成" in sample.ABOUT_ZH
    assert "made by rule" in sample.ABOUT_EN
    _found_by_name(loaded, run)
    _cheap(loaded, run)
    _overlay(loaded, run)
    _edition(loaded, run)


def _cheap(loaded: Graph, run: Run) -> None:
    """What one team or one page costs does not grow with the register."""
    first = run(teams.teams(loaded, within="50", limit=10_000))
    later = run(teams.teams(loaded, within="50", limit=12_000))
    asked: dict[str, tuple[Any, int]] = {
        "managers": (lambda graph: reverse.managers(graph, "H500112011001"), 600),
        "a page within": (lambda graph: teams.teams(graph, within="50", limit=10), 150),
        "a late page within": (partial(_after, first["next_cursor"]), 150),
        "a later one": (partial(_after, later["next_cursor"]), 150),
        "a place": (lambda graph: teams.teams(graph, region_code="500112"), 400),
        "a page of a scope": (lambda graph: scope.scope_page(graph, "H50", limit=10), 1500),
        "children": (lambda graph: regions.children(graph, "50"), 4000),
        "mismatches of a district": (
            lambda graph: scope.scope_page(graph, "H500112", "mismatch"),
            35_000,
        ),
    }
    above = {
        name: (cost, most)
        for name, (ask, most) in asked.items()
        if (cost := run(hits(loaded, ask))) > most
    }
    assert not above


async def _after(cursor: str | None, graph: Graph) -> Any:
    return await teams.teams(graph, within="50", limit=10, cursor=cursor)


def _found_by_name(loaded: Graph, run: Run) -> None:
    for q in ("松树桥社区", "songshuqiao", "ssqsqzy", "松树", "邢孃孃"):
        found = run(teams.teams(loaded, q=q, limit=1000))["items"]
        assert found, q
    named = run(teams.teams(loaded, q="兴隆镇", limit=1000))["items"]
    hubs = [team for team in named if team["name"] == "兴隆镇志愿服务总队"]
    assert len({hub["display_name"] for hub in hubs}) == len(hubs) == 4
    single = run(teams.teams(loaded, q="孃", limit=1000))["items"]
    assert "T-500103011017-knitting" in {team["team_id"] for team in single}
    escaped = run(teams.teams(loaded, q='松"树 (', limit=10))
    assert escaped["items"] == []


def _overlay(loaded: Graph, run: Run) -> None:
    loaded.policy = Policy(zone_overlay=True)
    assert run(build.tree(loaded))
    counts = {"ZWS": 110, "500110": 403, "ZGX": 110, "500106": 184, "500107": 173}
    for code, count in counts.items():
        assert run(regions.region(loaded, code))["regions"] == count, code
    loaded.policy = Policy()
    assert run(build.tree(loaded))
    assert run(regions.region(loaded, "500106"))["regions"] == 227


def _edition(loaded: Graph, run: Run) -> None:
    loaded.policy = Policy(edition="2026")
    assert run(build.tree(loaded))
    for code, count in {"500157": 540, "500109": 257, "50": 12339}.items():
        assert run(regions.region(loaded, code))["regions"] == count, code
    assert run(regions.region(loaded, "500112"))["succeeded_by"] == "500157"
    loaded.policy = Policy()
    assert run(build.tree(loaded))
    assert run(regions.region(loaded, "50"))["regions"] == 12340
