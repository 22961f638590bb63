"""The tree in force over HTTP: region counts, functional zones (I-9), later editions (I-21)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graph_service.graph import Graph
from graph_service.model import Policy
from tests.api.conftest import Call
from tests.conftest import Run
from tests.worlds import build

DISTRICTS = {"500112": 443, "500103": 92, "500240": 276, "500101": 663, "500109": 210}
DISTRICTS |= {"500105": 145, "500110": 512, "500106": 227, "500107": 239, "50": 12340}
BELOW = {"500112011": 15, "500103011": 10, "500101238": 5, "500103011017": 1}
ZONES = {"ZWS": 110, "500110": 403, "ZGX": 110, "500106": 184, "500107": 173, "50": 12342}
LATER = {"500157": 540, "500109": 257, "50": 12339}
FIVE = ("500112133", "500112135", "500112138", "500112140", "500112143")
HUBS = {"500157": "两江新区志愿者协会", "ZWS": "万盛经开区志愿者协会"}


@pytest.fixture
def under(graph: Graph, app: Any, run: Run) -> Iterator[Any]:
    """Put a setting of the tree in force, with hubs added on the base world."""

    def put(policy: Policy, *extra: dict[str, str]) -> None:
        graph.policy = policy
        run(build.tree(graph))
        run(build.load(graph, extra))

    yield put
    run(build.wipe(graph))
    graph.policy = Policy()
    run(build.tree(graph))


def hub(like: str, code: str, name: str) -> dict[str, str]:
    rows = build.worked()["base_world"]["teams"]
    row = next(team for team in rows if team["team_id"] == like)
    return row | {"team_id": f"H{code}", "region_code": code, "name": name}


def region(call: Call, code: str) -> dict[str, Any]:
    return call("GET", f"/v1/regions/{code}").json()


def expected(call: Call, team: str) -> tuple[str, bool]:
    found = call("GET", f"/v1/teams/{team}").json()["expected_affiliation"]
    return found["node"]["id"], found["provisional"]


def findings(call: Call, team: str) -> set[tuple[str, str]]:
    found = call("GET", f"/v1/teams/{team}/violations").json()["items"]
    return {(finding["rule_id"], finding["severity"]) for finding in found}


def test_regions_are_counted_as_the_code_table_divides(call: Call) -> None:
    for code, count in (DISTRICTS | BELOW).items():
        assert region(call, code)["regions"] == count, code
    for code in ("50", "500112", "500110", "500112011", "500103011017"):
        assert (
            call("GET", f"/v1/teams/H{code}/scope").json()["regions"]
            == region(call, code)["regions"]
        )
    children = call("GET", "/v1/regions/500101/children?limit=1000").json()["items"]
    assert len(children) == 52
    assert region(call, "50")["children"] == 38


def test_a_padded_code_is_the_code(call: Call) -> None:
    for padded, code in (
        ("500000", "50"),
        ("500112000000", "500112"),
        ("500112011000", "500112011"),
    ):
        assert region(call, padded)["region_code"] == code
        for path in ("audit?", "changes?", "teams?limit=1000&"):
            [whole, same] = [
                call("GET", f"/v1/{path}within={c}").json()["items"] for c in (padded, code)
            ]
            assert whole == same
        assert whole


def test_zones_stand_in_the_tree_only_with_the_overlay(call: Call, under: Any) -> None:
    town = hub("H500112011", "500110004", "万盛街道志愿服务总队")
    town |= {
        "liaison_id": "H500110",
        "group_set_by": "H500110",
        "responsible_unit": "万盛街道办事处",
    }
    under(Policy(), town)
    assert expected(call, "H500110004") == ("H500110", False)
    assert findings(call, "H500110004") == set()
    zone = hub("H500112", "ZWS", HUBS["ZWS"]) | {"responsible_unit": "万盛经开区文明办"}
    under(Policy(zone_overlay=True), zone)
    for code, count in ZONES.items():
        assert region(call, code)["regions"] == count, code
    assert expected(call, "H500110004") == ("HZWS", False)
    assert findings(call, "H500110004") == {("A-1", "ERROR"), ("P-2", "WARN")}
    path = "/v1/teams/H500110004/review-routes?business=hours_recording"
    assert call("GET", path).json()["routes"][0]["final_reviewer"]["id"] == "H500110"
    assert call("GET", "/v1/teams/H500106/scope").json()["regions"] == 184
    towns = call("GET", "/v1/regions/500106/children?limit=1000").json()["items"]
    assert not {"虎溪街道", "西永街道", "香炉山街道", "曾家镇"} & {town["name"] for town in towns}


def test_a_later_edition_moves_towns_and_ends_districts(call: Call, under: Any) -> None:
    new = hub("H500112", "500157", HUBS["500157"]) | {"responsible_unit": "两江新区文明办"}
    water = hub("H500112011", "500109008", "水土街道志愿服务总队")
    moved = [hub("H500112011", code, f"{code}志愿服务总队") for code in FIVE]
    under(Policy(), water, *moved)
    assert expected(call, "H500109008") == ("H500109", False)
    assert expected(call, "H500112138") == ("H500112", False)
    under(Policy(edition="2026"), new)
    for code, count in LATER.items():
        assert region(call, code)["regions"] == count, code
    assert region(call, "500112")["succeeded_by"] == "500157"
    assert ("S-3", "WARN") in findings(call, "H500112")
    assert expected(call, "H500109008") == ("H500157", False)
    assert expected(call, "H500112011") == ("H500157", False)
    assert {expected(call, f"H{code}") for code in FIVE} == {("H500109", False)}
