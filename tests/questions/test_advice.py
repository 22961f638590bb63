"""Advice before registering: refusals, the lawful alternative, what another reading gives."""

from __future__ import annotations

import asyncio

import pytest

from graph_service.advice import groups as group_advice
from graph_service.advice import names as naming
from graph_service.advice import registration as advice
from graph_service.errors import InvalidInput, NotFound
from graph_service.graph import Graph
from tests.conftest import Run
from tests.worlds import build

ORGANISATION = {"registration_status": "legal_person", "registered_name": "某中心"}


@pytest.fixture
def world(graph: Graph, run: Run) -> Graph:
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    return graph


@pytest.mark.parametrize(
    ("given", "refused", "alternative"),
    [
        ({"region_code": "500112", "unit_name": "某"}, [], ""),
        ({"region_code": "500101", "branch_of": "L", "unit_name": "某"}, [], ""),
        ({"region_code": "500112"} | ORGANISATION, [], ""),
        ({"region_code": "500112002", "team_kind": "hub"}, [], ""),
        ({"region_code": "500112", "team_kind": "hub"}, ["N-10"], "已有枢纽型团体"),
        ({"region_code": "500112", "unit_name": "某", "liaison_id": "H50"}, ["A-7"], "H500112"),
        ({"region_code": "500112", "branch_of": "H500112", "unit_name": "某"}, ["A-9"], "H500112"),
        (
            {"region_code": "500112", "liaison_id": "H500112"} | ORGANISATION,
            ["A-10", "A-4"],
            "渝北区民政局（RA-500112）",
        ),
        ({"region_code": "500112", "viewing_ids": "T"} | ORGANISATION, ["A-5"], "注册成功后"),
        (
            {"region_code": "500112", "unit_name": "某", "viewing_ids": "H50"},
            ["A-8"],
            "上级业务单位",
        ),
        (
            {"region_code": "500112", "registered_name": "某", "unit_name": "某"},
            ["A-3"],
            "以法人组织注册",
        ),
        ({"region_code": "500112", "name": "甲"} | ORGANISATION, ["N-6"], "某中心"),
        (
            {"region_code": "500112002", "team_kind": "hub", "responsible_unit": "某公司"},
            ["N-7"],
            "",
        ),
    ],
)
def test_a_draft_is_refused_with_what_would_be_lawful(
    given: dict[str, str], refused: list[str], alternative: str, world: Graph, run: Run
) -> None:
    answer = run(advice.registration(world, given))
    assert sorted(r["rule_id"] for r in answer["refusals"]) == refused
    said = "".join(r["alternative_zh"] or "" for r in answer["refusals"])
    assert alternative in said
    assert not run(world.read("MATCH (t:Team {team_id: 'advice-draft'}) RETURN t"))


def test_a_hub_is_told_who_sets_its_group_and_every_answer_its_clause(
    world: Graph, run: Run
) -> None:
    answer = run(advice.registration(world, {"region_code": "500112002", "team_kind": "hub"}))
    assert (answer["default_group"], answer["prescribed_group"]) == ("basic", "intermediate_fast")
    assert [node["id"] for node in answer["raised_by"]] == ["H500112"]
    assert {key: clause["rule_id"] for key, clause in answer["because"].items()} == {
        "name_pattern": "N-4",
        "expected_affiliation": "A-1",
        "default_group": "P-5",
        "raised_by": "P-2",
        "responsible_unit": "N-7",
    }
    assert answer["admission"]["final_reviewer"]["id"] == "H500112"


def test_the_founding_units_level_decides_and_its_superiors_may_be_viewed(
    graph: Graph, run: Run
) -> None:
    teams = [t | {"business_line": "education"} for t in build.teams_of(build.example("E-10"))]
    run(build.load(graph, teams))
    given = {"region_code": "500103011", "unit_level": "district", "business_line": "education"}
    answer = run(advice.registration(graph, given | {"unit_name": "某小学"}))
    assert (answer["region_code"], answer["level"]) == ("500103", "district")
    assert answer["expected_affiliation"]["node"]["id"] == "H500103"
    names = [node["name"] for node in answer["viewing_teams"]["candidates"]]
    assert "重庆市教育委员会志愿服务队" in names
    with pytest.raises(InvalidInput):
        run(advice.registration(graph, {"region_code": "500103", "unit_level": "town"}))


def test_what_another_reading_gives_is_said_with_its_setting(world: Graph, run: Run) -> None:
    branch = run(advice.registration(world, {"region_code": "500101", "branch_of": "L"}))
    assert branch["admission"]["final_reviewer"]["id"] == "L"
    assert [
        (other["setting"], other["value"], other["final_reviewer"]["id"])
        for other in branch["other_readings"]
    ] == [
        ("fast_review_policy", "escalate", "RA-500112"),
        ("fast_review_policy", "escalate_admission", "RA-500112"),
    ]
    town = run(advice.registration(world, {"region_code": "500110004", "team_kind": "hub"}))
    [zone] = town["other_readings"]
    assert (zone["setting"], zone["value"]) == ("zone_overlay", True)
    assert zone["district"]["name"] == "万盛经开区"
    entry = next(reading for reading in branch["decided_by"] if reading["id"] == "I-4")
    assert entry["environment"] == "GRAPH_SERVICE_FAST_REVIEW_POLICY"
    assert entry["in_force"] == "liaison_final"
    assert entry["other_values"] == ["escalate", "escalate_admission"]
    assert entry["decision_zh"]
    assert entry["alternatives_zh"]


@pytest.mark.parametrize(
    ("given", "lawful", "proposed"),
    [
        ({"team_kind": "hub", "name": "双龙湖街道志愿服务总队"}, True, "双龙湖街道志愿服务总队"),
        ({"team_kind": "hub", "name": "双龙湖街道志願服務總隊"}, False, "双龙湖街道志愿服务总队"),
        ({"name": "图书馆　志愿服务队"}, False, "图书馆志愿服务队"),
        ({"name": "渝北區志願者協會"}, False, "渝北区志愿服务队"),
        ({"name": "志愿服务队"}, False, None),
        (ORGANISATION | {"name": "甲"}, False, "某中心"),
    ],
)
def test_a_proposed_name_has_passed_the_same_rules(
    given: dict[str, str], lawful: bool, proposed: str | None, world: Graph, run: Run
) -> None:
    place = {"region_code": "500112002"}
    answer = run(naming.name(world, place | given))
    assert (answer["lawful"], answer["proposed"]) == (lawful, proposed)
    if proposed:
        assert run(naming.name(world, place | given | {"name": proposed}))["lawful"]


def test_a_combination_that_the_annex_does_not_know_is_explained(graph: Graph, run: Run) -> None:
    fast, sub = "fast_review_subordinates", "allow_subordinate_registration"
    answer = run(group_advice.permission_groups(graph, [fast], [sub]))
    assert answer["items"] == []
    assert [(entry["need"], entry["brings"]) for entry in answer["impossible"]] == [(fast, sub)]
    possible = run(group_advice.permission_groups(graph, [fast], ["publish_without_review"]))
    [group] = possible["items"]
    assert (group["code"], group["prescribed_for"]) == ("junior_fast", ["village"])
    with pytest.raises(InvalidInput):
        run(group_advice.permission_groups(graph, [], ["x"]))


def test_an_unknown_authority_is_not_found(world: Graph, run: Run) -> None:
    given = ORGANISATION | {"region_code": "500112", "registration_authority_id": "RA-0"}
    with pytest.raises(NotFound):
        run(advice.registration(world, given))


DRAFTS: list[dict[str, str | None]] = [
    {"region_code": "500112", "unit_name": "某", "liaison_id": "H500112"},
    {"region_code": "500112002", "team_kind": "hub"},
    {"region_code": "500112138", "team_kind": "hub"},
    ORGANISATION | {"region_code": "500112"},
]


@pytest.mark.parametrize("given", DRAFTS)
def test_advice_waits_for_no_lock_and_nobody_for_advice(
    given: dict[str, str | None], graph: Graph, run: Run
) -> None:
    teams = {t["team_id"]: t for t in build.teams_of(build.example("E-15"))}
    named = teams["T"] | {"team_id": "advice-draft", "name": "甲志愿服务队", "unit_name": "甲"}
    run(build.load(graph, [*teams.values(), named]))

    async def beside() -> int:
        """Advise twice inside a transaction that holds every team and region, of that name too."""
        async with graph.driver.session(database=graph.database) as session:
            holder = await session.begin_transaction()
            await holder.run("MATCH (n:Team|Region|RegistrationAuthority|Lock) SET n.held = true")
            answers = await asyncio.wait_for(
                asyncio.gather(*(advice.registration(graph, given) for _ in range(2))), 60
            )
            await holder.rollback()
        return len(answers)

    assert run(beside()) == 2
    assert "advice-draft" not in str(run(advice.registration(graph, given))["admission"])
