"""The corners of the rules: what a rule says of cases that stand at its edge."""

from __future__ import annotations

from typing import Any

import pytest

from graph_service.graph import Graph
from graph_service.model import Policy
from graph_service.questions import audit
from graph_service.vocabulary import FastReviewPolicy
from tests.conftest import Run
from tests.questions.audit.test_rules import clean_world
from tests.worlds import build

HUB = "H500112011"
VILLAGE = "H500112138201"
L = {"registered_name": "某中心", "name": "某中心"}
FORMER = {"name": "渝北区龙溪街道志愿服务总队"}


def world() -> dict[str, dict[str, str]]:
    return {team_id: dict(row) for team_id, row in clean_world().items()}


def found(graph: Graph, run: Run, teams: Any, *rule_ids: str) -> list[tuple[str, str, str]]:
    run(build.load(graph, teams))
    rows = [f for rule_id in rule_ids for f in run(audit.everything(graph, None, rule_id))]
    return [(f["rule_id"], f["team_id"], f["severity"]) for f in rows]


@pytest.mark.parametrize(
    ("team_id", "columns", "rule_id", "severity"),
    [
        # N-2 to N-5: full-width forms are equal, a blank inside the name is not
        ("H50", {"name": "重庆市 志愿服务联合会"}, "N-2", "ERROR"),
        ("H500112", {"name": "渝北区 志愿者协会"}, "N-3", "ERROR"),
        ("H500112", {"name": "重庆市渝北区志愿者协会"}, "N-3", None),
        ("H500240", {"name": "石柱县志愿者协会"}, "N-3", "WARN"),
        ("H500240", {"name": "重庆市石柱县志愿服务联合会"}, "N-3", "WARN"),
        ("H500240", {"name": "石柱志愿者协会"}, "N-3", "ERROR"),
        (HUB, {"name": "重庆市渝北区龙溪街道志愿服务总队"}, "N-4", None),
        (HUB, {"name": "渝中区龙溪街道志愿服务总队"}, "N-4", "ERROR"),
        (VILLAGE, {"name": "渝北区兴隆镇新寨村志愿服务大队"}, "N-5", None),
        (VILLAGE, {"name": "兴隆镇新寨村志愿服务大队"}, "N-5", None),
        (VILLAGE, {"name": "新寨村民委员会志愿服务大队"}, "N-5", "ERROR"),
        ("H500103013009", {"name": "化龙桥社区工作站志愿服务大队"}, "N-5", "ERROR"),
        # N-6: brackets and blanks do not count
        ("L", {"registered_name": "某(甲)中心", "name": "某 （甲）中心"}, "N-6", None),
        ("L", {"registered_name": "某〔甲〕中心", "name": "某(甲)中心"}, "N-6", None),
        ("L", {"registered_name": "", "name": "某中心"}, "N-6", "ERROR"),
        # N-7: the type fits the level
        ("H50", {"responsible_unit": "渝北区文明办"}, "N-7", "WARN"),
        ("H50", {"responsible_unit": "市文明办"}, "N-7", None),
        ("H50", {"responsible_unit": "重庆市委社会工作部"}, "N-7", None),
        ("H500112", {"responsible_unit": "渝北区精神文明建设委员会办公室"}, "N-7", None),
        (HUB, {"responsible_unit": "龙溪街道办事处"}, "N-7", None),
        (HUB, {"responsible_unit": "松树桥社区居委会"}, "N-7", "WARN"),
        (VILLAGE, {"responsible_unit": "新寨村村委会"}, "N-7", None),
        (VILLAGE, {"responsible_unit": ""}, "N-7", "ERROR"),
        # N-9: equal to a hub's name or to a lawful one is ERROR, only alike is WARN
        ("U", {"name": "虎溪街道志愿服务总队"}, "N-9", "ERROR"),
        ("U", {"name": "渝北区虎溪街道志愿服务总队"}, "N-9", "WARN"),
        ("U", {"name": "虎溪街道 志愿服务总队"}, "N-9", "WARN"),
        ("U", {"name": "某志愿服务 大队"}, "N-9", "WARN"),
        ("L", L | {"name": "渝北区志愿者协会"}, "N-9", None),
        # hubs that are legal persons, liaisons that are closed
        ("H500240", {"registration_status": "legal_person", "liaison_id": ""}, "A-1", None),
        ("H500240", {"registration_status": "legal_person", "liaison_id": HUB}, "A-1", "ERROR"),
        ("H500240", {"registration_status": "legal_person", "liaison_id": ""}, "A-10", None),
        ("L", {"liaison_id": "H500112"}, "A-10", "ERROR"),
        ("L", {"registration_authority_id": ""}, "A-10", None),
        ("U", {"registration_authority_id": "RA-500112"}, "A-10", "ERROR"),
        # the civil-affairs code is read as A-13 reads it
        ("U", {"uscc": " 5-1500000MJD000011H"}, "A-3", "ERROR"),
        ("U", {"uscc": "12500000450400000X"}, "A-3", None),
        ("T", {"registration_status": "legal_person"}, "A-6", "ERROR"),
        # the liaison as viewer is redundant, nothing else
        ("U", {"viewing_ids": "H500112"}, "A-8", None),
        ("U", {"viewing_ids": "V;W"}, "A-8", None),
        ("U", {"viewing_ids": "L"}, "A-8", "WARN"),
        # P-8: WARN where the liaison is the very one that is wanted
        ("H500112", {"status": "suspended"}, "P-8", "WARN"),
        ("P", {}, "P-8", "ERROR"),
        # M-5: missing is ERROR, a bad form is WARN
        ("U", {"contact_mobile": ""}, "M-5", "ERROR"),
        ("U", {"contact_mobile": "１３８００１３８０００"}, "M-5", "WARN"),
        ("U", {"contact_mobile": "023-67771234"}, "M-5", None),
        ("U", {"contact_name": "陈"}, "M-5", "WARN"),
    ],
)
def test_a_corner(
    team_id: str,
    columns: dict[str, str],
    rule_id: str,
    severity: str | None,
    graph: Graph,
    run: Run,
) -> None:
    teams = world()
    teams["P"] = teams["U"] | {"team_id": "P", "liaison_id": "V"}
    teams[team_id] = teams[team_id] | columns
    rows = found(graph, run, teams.values(), rule_id)
    asked = "H500112011" if team_id == "H500112" and rule_id == "P-8" else team_id
    wanted = [] if severity is None else [(rule_id, asked, severity)]
    assert [row for row in rows if row[1] == asked] == wanted


CODES = [
    ("51500000MJD000011H", "RA-50", None),
    (" 5150-0000mjd000011h ", "RA-50", None),
    ("５１500000MJD000011H", "RA-50", None),
    ("51500000MJD0001770", "RA-50", None),
    ("51500000MJD0004090", "RA-50", None),
    ("53500000MJD0000383", "RA-50", None),
    ("52500112MJ00000185", "RA-500112", None),
    ("51500240MJ0000042F", "RA-500240", None),
    ("51100000500000007W", "RA-100000", None),
    ("52500105MJ00007719", "RA-500112", "WARN"),
    ("52500157MJ0000771K", "RA-500112", "WARN"),
    ("91350100M000100Y43", "RA-50", "WARN"),
    ("91110108551385082Q", "RA-50", "WARN"),
    ("91350100M000100Y4Z", "RA-50", "WARN"),
    ("51500000MJD00001IH", "RA-50", "WARN"),
    ("51500000MJD000012H", "RA-50", "WARN"),
    ("51500000MJD000011", "RA-50", "WARN"),
    ("51500000MJD000011HH", "RA-50", "WARN"),
]


@pytest.mark.parametrize(("code", "authority", "severity"), CODES)
def test_a_credit_code(
    code: str, authority: str, severity: str | None, graph: Graph, run: Run
) -> None:
    teams = world()
    teams["L"] |= {"uscc": code, "registration_authority_id": authority}
    wanted = [] if severity is None else [("A-13", "L", severity)]
    assert found(graph, run, teams.values(), "A-13") == wanted


def test_a_code_that_is_no_code_at_all_is_told_so_in_words(graph: Graph, run: Run) -> None:
    teams = world()
    teams["L"] |= {"uscc": "52500112MJ000001"}
    teams["U"] |= {"uscc": "52500112MJ0000018I"}
    teams["U"] |= {"registration_status": "legal_person"}
    run(build.load(graph, teams.values()))
    short, strange = run(audit.everything(graph, None, "A-13"))
    assert "18 位" in short["message_zh"]
    assert "只含 0123456789ABC" in strange["message_zh"]
    assert short["expected_facts"] == {"length": 18, "alphabet": None, "uscc": None}


def test_a_likeness_is_found_whichever_side_carries_the_prefix(graph: Graph, run: Run) -> None:
    teams = world()
    teams[HUB] |= {"name": "渝北区邻里互助志愿服务队"}
    teams["U"] |= {"name": "邻里互助志愿服务队"}
    teams["V"] |= {"name": "重庆市渝北区邻里互助志愿服务队"}
    teams["W"] |= {"name": "重庆市渝北区龙溪街道邻里互助志愿服务队", "region_code": "500112011"}
    assert [row[1:] for row in found(graph, run, teams.values(), "N-9")] == [
        ("U", "WARN"),
        ("V", "WARN"),
        ("W", "WARN"),
    ]


def test_a_name_equal_to_a_misnamed_hub_is_an_error(graph: Graph, run: Run) -> None:
    teams = world()
    teams[HUB] |= {"name": "甲志愿服务队"}
    teams["U"] |= {"name": "甲志愿服务队"}
    teams["V"] |= {"name": "渝北区甲志愿服务队"}
    rows = found(graph, run, teams.values(), "N-9")
    assert rows == [("N-9", "U", "ERROR"), ("N-9", "V", "WARN")]


def test_a_name_equal_to_one_of_many_misnamed_hubs_is_an_error(graph: Graph, run: Run) -> None:
    teams = world()
    for number in range(60):
        hub = {"team_id": f"H-{number}", "name": f"{number}号志愿服务队"}
        teams[hub["team_id"]] = teams[HUB] | hub
    teams["U"] |= {"name": "59号志愿服务队"}
    assert found(graph, run, teams.values(), "N-9") == [("N-9", "U", "ERROR")]


def test_a_long_ring_is_found_on_each_of_its_teams_and_a_long_chain_is_none(
    graph: Graph, run: Run
) -> None:
    teams = world()
    for number in range(40):
        ring, chain = f"R{number:02d}", f"C{number:02d}"
        teams[ring] = teams["U"] | {"team_id": ring, "liaison_id": f"R{(number + 1) % 40:02d}"}
        before = f"C{number - 1:02d}" if number else "R00"
        teams[chain] = teams["U"] | {"team_id": chain, "liaison_id": before}
    rows = found(graph, run, teams.values(), "A-11")
    assert rows == [("A-11", f"R{number:02d}", "ERROR") for number in range(40)]


def test_either_of_two_hubs_satisfies_and_a_closed_one_does_not(graph: Graph, run: Run) -> None:
    teams = world()
    teams["H2"] = teams["H500112"] | {"team_id": "H2", "name": "渝北区志愿者协会"}
    teams["U"] |= {"liaison_id": "H2"}
    teams["H500112012"] |= {"liaison_id": "H2"}
    assert found(graph, run, teams.values(), "A-1", "A-7") == []
    teams["H2"] |= {"status": "closed"}
    rows = found(graph, run, teams.values(), "A-1", "A-7", "N-10")
    assert rows == [("A-1", "H500112012", "ERROR"), ("A-7", "U", "ERROR")]


def test_the_city_hub_has_no_reviewer_that_could_lack_fast_review(graph: Graph, run: Run) -> None:
    teams = world()
    teams["V"] |= {"permission_group": "intermediate"}
    teams["H50"] |= {"liaison_id": "V"}
    graph.policy = Policy(fast_review_policy=FastReviewPolicy.ESCALATE)
    assert found(graph, run, teams.values(), "P-9", "A-2") == [("A-2", "H50", "ERROR")]


def test_a_hub_on_an_ended_division_keeps_its_parent_and_old_prefixes_stay_lawful(
    graph: Graph, run: Run
) -> None:
    teams = world()
    teams[HUB] |= FORMER
    run(build.load(graph, teams.values()))
    graph.policy = Policy(edition="2026")
    run(build.tree(graph))
    try:
        own = run(audit.everything(graph, ["H500112"]))
        assert [f["rule_id"] for f in own] == ["S-3"]
        moved = run(audit.everything(graph, [HUB]))
        assert {f["rule_id"] for f in moved} == {"A-1", "P-2"}
        assert run(audit.everything(graph, None, "D-1")) == []
        run(build.load(graph, [teams["H500112"] | {"status": "closed"}]))
        left = run(audit.everything(graph, ["U"]))
        assert [(f["rule_id"], f["expected"][:6]) for f in left if f["rule_id"][0] == "A"] == [
            ("A-7", "H50")
        ]
    finally:
        graph.policy = Policy()
        run(build.tree(graph))
