"""The corners that random networks seldom reach, asked under every reading of 快审."""

from __future__ import annotations

from typing import Any

import pytest

from graph_service.graph import Graph
from graph_service.questions import route_readings, scope
from graph_service.vocabulary import FastReviewPolicy
from tests.conftest import Run
from tests.questions.test_agreement import (
    agree_on_checks,
    agree_on_permissions,
    agree_on_routes,
    agree_on_scope,
    put,
)
from tests.strategies import BLANK

Rows = list[dict[str, str]]


def team(team_id: str, liaison: str = "", **values: str) -> dict[str, str]:
    return {
        **BLANK,
        "team_id": team_id,
        "name": f"团体{team_id}",
        "team_kind": "non_hub",
        "region_code": "500112011",
        "registration_status": "unregistered",
        "branch_of": "",
        "liaison_id": liaison,
        "registration_authority_id": "",
        "viewing_ids": "",
        "permission_group": "basic",
        "status": "active",
    } | values


def hub(code: str, liaison: str = "", group: str = "senior_fast", **values: str) -> dict[str, str]:
    place = {"team_kind": "hub", "region_code": code, "permission_group": group}
    return team(f"H{code}", liaison, **place | values)


def legal(row: dict[str, str]) -> dict[str, str]:
    return row | {
        "registration_status": "legal_person",
        "registration_authority_id": "RA-500112",
    }


def chain(steps: int) -> Rows:
    """A start, then a line of reviewers of which only the last can finish."""
    line = [team(f"N{at:02d}", f"N{at + 1:02d}") for at in range(steps)]
    return [*line, team(f"N{steps:02d}", permission_group="senior_fast")]


def ring(finisher: str) -> Rows:
    """A ring of hubs, one of which may finish, and a team below it."""
    codes = ["500112", "500109", "500112011"]
    ends = zip(codes, [*codes[1:], codes[0]], strict=True)
    groups = {code: "senior_fast" if code == finisher else "basic" for code in codes}
    return [hub(code, f"H{up}", groups[code]) for code, up in ends] + [team("T", "H500109")]


LEGAL_HUBS = [
    legal(hub("50")),
    legal(hub("500112", group="basic")),
    legal(hub("500112011", group="basic")),
    legal(hub("500112011001", "H500109", group="junior_team")),
    hub("500109", "H50", group="intermediate"),
    team("T", "H500112011"),
    team("U", "H500112011001", region_code="500112011001"),
]
WORLDS: dict[str, Rows] = {
    "a chain of 12": chain(12),
    "a chain of 13": chain(13),
    "a chain of 16": chain(16),
    "a ring without a finisher": ring(""),
    "a ring through a finisher": ring("500112"),
    "a ring that a finisher of the start breaks": [*ring("500109"), team("V", "H500112")],
    "a finisher in a ring of two": [
        hub("500112", "H500109", "senior_fast"),
        hub("500109", "H500112", "basic"),
    ],
    "legal-person hubs on every level": LEGAL_HUBS,
    "their middle closed": [
        row | ({"status": "closed"} if row["team_id"] == "H500112" else {}) for row in LEGAL_HUBS
    ],
    "a city hub that cannot finish": [
        hub("50", group="basic"),
        hub("500112", "H50", "basic"),
        team("T", "H500112"),
    ],
    "a legal-person city hub that cannot finish": [
        legal(hub("50", group="basic")),
        hub("500112", "H50", "basic"),
        team("T", "H500112"),
    ],
    "two hubs in one region, the first suspended": [
        hub("50"),
        hub("500112", "H50", status="suspended"),
        hub("500112", "H50") | {"team_id": "Z500112"},
        legal(hub("500112011", group="basic")),
        team("T", "H500112011"),
    ],
    "branches of branches": [
        legal(team("L", "H50", permission_group="intermediate")),
        team("B", "L", branch_of="L"),
        team("BB", "B", branch_of="B", permission_group="pending", status="pending"),
        hub("50"),
    ],
    "both edges on one team": [
        hub("50"),
        team("T", "H50", registration_authority_id="RA-500112"),
        legal(team("L", "H50")),
    ],
}


@pytest.mark.parametrize("policy", FastReviewPolicy)
@pytest.mark.parametrize("world", WORLDS)
def test_a_corner_agrees_with_the_reference(
    world: str, policy: FastReviewPolicy, graph: Graph, run: Run
) -> None:
    async def ask() -> None:
        known = await put(graph, WORLDS[world], policy)
        await agree_on_routes(graph, known)
        await agree_on_permissions(graph, known)
        await agree_on_scope(graph, known)
        await agree_on_checks(graph, known)

    run(ask())


@pytest.mark.parametrize(("steps", "outcome"), [(12, "review"), (13, "unresolved")])
def test_twelve_steps_are_walked_and_not_one_more(
    steps: int, outcome: str, graph: Graph, run: Run
) -> None:
    run(put(graph, chain(steps), FastReviewPolicy.LIAISON_FINAL))
    [route] = run(route_readings.review_routes(graph, "N00", "hours_recording"))["routes"]
    assert route["outcome"] == outcome
    assert len(route["path"]) == 12


def test_a_chain_is_in_scope_to_its_end(graph: Graph, run: Run) -> None:
    run(put(graph, [*chain(15), hub("500109")], FastReviewPolicy.LIAISON_FINAL))
    page: Any = run(scope.scope_page(graph, "N15", "in_chain"))
    assert [item["distance"] for item in page["items"]] == list(range(1, 16))
