"""Lists of teams by place and properties: what is filtered, and every page of it."""

from __future__ import annotations

from typing import Any

import pytest

from graph_service.errors import NotFound
from graph_service.graph import Graph
from graph_service.questions import teams
from tests.conftest import Run
from tests.worlds import build

FILTERS: list[dict[str, str]] = [
    {},
    {"level": "town"},
    {"team_kind": "hub", "level": "village"},
    {"registration_status": "legal_person"},
    {"permission_group": "senior_fast"},
    {"status": "suspended"},
    {"liaison_id": "H50"},
    {"liaison_id": "H500112", "team_kind": "non_hub"},
    {"region_code": "500112"},
    {"region_code": "50"},
    {"region_code": "500112", "registration_status": "legal_person"},
    {"within": "50"},
    {"within": "500112"},
    {"within": "500112", "level": "town"},
    {"within": "500112", "liaison_id": "H500112"},
    {"within": "500112", "region_code": "500112011"},
    {"within": "500112011", "region_code": "500112"},
    {"within": "500112", "region_code": "500103"},
]
BELOW = {"50": "", "500112": "500112", "500112011": "500112011"}


@pytest.fixture
def whole(graph: Graph, run: Run) -> list[dict[str, str]]:
    rows = build.teams_of(build.example("E-15"))
    rows[4] = rows[4] | {"status": "suspended"}
    run(build.load(graph, rows))
    return rows


def wanted(row: dict[str, str], asked: dict[str, str]) -> bool:
    code = row["region_code"]
    facts = row | {"level": {2: "city", 6: "district", 9: "town", 12: "village"}[len(code)]}
    inside = code.startswith(BELOW[asked["within"]]) if "within" in asked else True
    return inside and all(facts[name] == asked[name] for name in asked if name != "within")


@pytest.mark.parametrize("asked", FILTERS, ids=str)
@pytest.mark.parametrize("limit", [1, 3, 1000])
def test_a_filter_lists_its_teams_and_every_page_of_them(
    asked: dict[str, Any], limit: int, whole: list[dict[str, str]], graph: Graph, run: Run
) -> None:
    found: list[str] = []
    cursor = None
    while True:
        page = run(teams.teams(graph, cursor=cursor, limit=limit, **asked))
        found += [item["team_id"] for item in page["items"]]
        cursor = page["next_cursor"]
        assert page["complete"] == (cursor is None)
        if cursor is None:
            break
    assert len(found) == len(set(found))
    assert set(found) == {row["team_id"] for row in whole if wanted(row, asked)}


def test_an_unknown_place_or_liaison_is_no_empty_list(graph: Graph, run: Run) -> None:
    with pytest.raises(NotFound):
        run(teams.teams(graph, within="500999"))
    with pytest.raises(NotFound):
        run(teams.teams(graph, region_code="500999"))
    with pytest.raises(NotFound):
        run(teams.teams(graph, liaison_id="nobody"))
