"""Seats as they stand, and advice before registering."""

from __future__ import annotations

import pytest

from graph_service.advice import groups as group_advice
from graph_service.advice import names as naming
from graph_service.advice import registration as advice
from graph_service.errors import InvalidInput, NotFound
from graph_service.graph import Graph
from graph_service.questions import seats
from tests.conftest import Run
from tests.worlds import build


def load(graph: Graph, run: Run, identifier: str) -> None:
    entry = build.example(identifier)
    run(build.load(graph, build.teams_of(entry), entry["applications"]))


def test_a_seat_tells_its_state(graph: Graph, run: Run) -> None:
    load(graph, run, "E-35")
    top = run(seats.seats(graph, "500112", limit=1000))
    states = {item["region_code"]: item["state"] for item in top["items"]}
    assert len(states) == 443
    assert states["500112"] == "double"
    assert states["500112011"] == "filled"
    assert states["500112002"] == "vacant"
    [whole, *_] = top["coverage"]
    assert (whole["expected"], whole["filled"], whole["double"]) == (443, 5, 1)
    load(graph, run, "E-23")
    named = run(seats.seats(graph, "500112011", limit=10))["items"][0]
    assert named["state"] == "wrong_name"
    assert named["expected_name"] == "龙溪街道志愿服务总队"


@pytest.mark.parametrize(
    ("given", "kind", "node", "rule_id", "pattern"),
    [
        (
            {"region_code": "500112", "unit_name": "重庆市渝北区图书馆"},
            "liaison",
            "H500112",
            "A-7",
            "重庆市渝北区图书馆志愿服务队",
        ),
        (
            {"region_code": "500112002", "unit_name": "某单位"},
            "liaison",
            "H500112",
            "A-7f",
            "某单位志愿服务队",
        ),
        (
            {"region_code": "500112138", "team_kind": "hub"},
            "liaison",
            "H500112",
            "A-1",
            "兴隆镇志愿服务总队",
        ),
        (
            {"region_code": "500112138201", "team_kind": "hub"},
            "liaison",
            "H500112138",
            "A-1",
            "新寨村志愿服务大队",
        ),
        (
            {
                "region_code": "500112",
                "registration_status": "legal_person",
                "registered_name": "某中心",
            },
            "registration_authority",
            "RA-500112",
            "A-4",
            "某中心",
        ),
        (
            {"region_code": "500101", "branch_of": "L", "unit_name": "分队"},
            "liaison",
            "L",
            "A-9",
            "分队志愿服务队",
        ),
    ],
)
def test_advice_says_what_the_notice_wants(
    given: dict, kind: str, node: str, rule_id: str, pattern: str, graph: Graph, run: Run
) -> None:
    load(graph, run, "E-15")
    answer = run(advice.registration(graph, given))
    expected = answer["expected_affiliation"]
    assert (expected["kind"], expected["node"]["id"], expected["rule_id"]) == (kind, node, rule_id)
    assert answer["name_pattern"] == pattern
    assert answer["clauses"]
    assert answer["decided_by"]
    assert not run(graph.read("MATCH (t:Team {team_id: 'advice-draft'}) RETURN t"))


def test_advice_refuses_with_the_lawful_alternative(graph: Graph, run: Run) -> None:
    load(graph, run, "E-15")
    given = {"region_code": "500112012", "branch_of": "L", "liaison_id": "H500112012"}
    [refusal] = run(advice.registration(graph, given | {"unit_name": "分队"}))["refusals"]
    assert (refusal["rule_id"], refusal["expected"]) == ("A-9", "L")
    with pytest.raises(NotFound):
        run(advice.registration(graph, {"region_code": "500999"}))
    with pytest.raises(InvalidInput):
        run(advice.registration(graph, {"region_code": "x"}))


@pytest.mark.parametrize(
    ("name", "lawful", "proposed"),
    [
        ("松树桥社区图书馆志愿服务队", True, "松树桥社区图书馆志愿服务队"),
        ("松树桥社区志愿服务大队", False, "松树桥社区志愿服务队"),
        ("松樹橋志願服務大隊", False, "松樹橋志愿服务队"),
        ("龙溪街道志愿者协会", False, "龙溪街道志愿服务队"),
    ],
)
def test_the_name_referee(name: str, lawful: bool, proposed: str, graph: Graph, run: Run) -> None:
    load(graph, run, "E-15")
    given = {"region_code": "500112011001", "name": name}
    if lawful:
        given["unit_name"] = name.removesuffix("志愿服务队")
    answer = run(naming.name(graph, given))
    assert (answer["lawful"], answer["proposed"]) == (lawful, proposed), answer["findings"]


@pytest.mark.parametrize(
    ("needs", "groups"),
    [
        ([], {"pending"}),
        (["manage_own_volunteers"], {"basic"}),
        (["publish_without_review"], {"junior_project"}),
        (["allow_subordinate_registration"], {"junior_team"}),
        (["fast_review_subordinates"], {"junior_fast"}),
        (["publish_without_review", "allow_subordinate_registration"], {"intermediate"}),
        (["publish_without_review", "fast_review_subordinates"], {"intermediate_fast"}),
        (["manage_regional_volunteers"], {"senior"}),
        (["manage_regional_volunteers", "fast_review_subordinates"], {"senior_fast"}),
    ],
)
def test_the_smallest_group_for_what_is_wanted(
    needs: list[str], groups: set[str], graph: Graph, run: Run
) -> None:
    answer = run(group_advice.permission_groups(graph, needs))
    assert {item["code"] for item in answer["items"]} == groups
    five = "manage_regional_volunteers"
    granters = {item["granted_by"] for item in answer["items"]}
    assert (granters == {"city"}) == (five in needs)
