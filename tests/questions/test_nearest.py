"""Teams below a team, nearest first: every page of them, to any depth, in a ring too."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from graph_service.graph import Graph
from graph_service.questions import reverse, scope
from tests.conftest import Run
from tests.worlds import build

RING = [("R1", "R3"), ("R2", "R1"), ("R3", "R2"), ("R4", "R2")]
Page = Callable[[str | None], Coroutine[Any, Any, Any]]


@pytest.fixture
def rows(graph: Graph, run: Run) -> list[dict[str, str]]:
    given = {row["team_id"]: row for row in build.teams_of(build.example("E-15"))}
    ring = [given["T"] | {"team_id": i, "name": i, "liaison_id": above} for i, above in RING]
    run(build.load(graph, [*given.values(), *ring]))
    return [*given.values(), *ring]


def below(rows: list[dict[str, str]], top: str, depth: int) -> list[tuple[int, str]]:
    """Return (distance, id) of whoever stands below over liaisons, nearest first."""
    found: dict[str, int] = {top: 0}
    for distance in range(1, depth + 1):
        layer = {i for i, at in found.items() if at == distance - 1}
        for row in rows:
            if row["liaison_id"] in layer:
                found.setdefault(row["team_id"], distance)
    return sorted((at, i) for i, at in found.items() if i != top)


def everything(run: Run, page: Page) -> list[Any]:
    items, cursor = [], None
    while True:
        answer = run(page(cursor))
        items += answer["items"]
        cursor = answer["next_cursor"]
        if cursor is None:
            return items


@pytest.mark.parametrize("limit", [1, 2, 100])
@pytest.mark.parametrize("depth", [1, 2, 12])
@pytest.mark.parametrize("top", ["H50", "H500112", "R1", "T"])
def test_subordinates_come_nearest_first_by_pages_of_any_size(
    top: str, depth: int, limit: int, graph: Graph, run: Run, rows: list[dict[str, str]]
) -> None:
    items = everything(run, lambda at: reverse.subordinates(graph, top, depth, at, limit))
    assert [(i["depth"], i["team_id"]) for i in items] == below(rows, top, depth)


@pytest.mark.parametrize("limit", [1, 100])
@pytest.mark.parametrize("wanted", [{"level": "village"}, {"team_kind": "non_hub"}, {"level": "x"}])
def test_a_chain_is_filtered_before_it_is_cut_into_pages(
    wanted: dict[str, str], limit: int, graph: Graph, run: Run, rows: list[dict[str, str]]
) -> None:
    def paged(**asked: Any) -> list[Any]:
        return everything(
            run,
            lambda at: scope.scope_page(graph, "H50", "in_chain", **asked, cursor=at, limit=limit),
        )

    kept = [i for i in paged() if all(i.get(name) == value for name, value in wanted.items())]
    assert paged(**wanted) == kept
