"""Yes and no are explained: the fact, the smallest missing one, its clause, and who may instead."""

from __future__ import annotations

import pytest

from graph_service import notice
from graph_service.graph import Graph
from graph_service.model import Policy
from graph_service.vocabulary import FastReviewPolicy
from tests.api.conftest import Call
from tests.api.test_shapes import READS

V, TOWN, DISTRICT, STREET = "H500112011001", "H500112011", "H500112", "H500112012"
# T is a branch in 龙山街道 of the legal person L of 渝北区.
CHECKS = [
    (DISTRICT, "manage_team", "T", True, "region_hub", ["M-6"], "所在区域的枢纽型团体"),
    ("L", "manage_team", "T", True, "liaison", ["M-3"], "联络团体"),
    ("RA-500112", "manage_team", "L", True, "registration_authority", ["M-4"], "登记机关"),
    ("RA-500112", "manage_team", "T", False, "not_its_authority", ["M-4"], "渝北区民政局"),
    (
        "H500103",
        "manage_team",
        "T",
        False,
        "not_in_region",
        ["M-6"],
        "不在渝中区志愿者协会的区域内",
    ),
    ("T", "view", "T", True, "sees_itself", [], "就是被查看的团体"),
    ("H500103", "view", "T", False, "no_viewing_edge", ["A-8"], "没有选择渝中区志愿者协会"),
    (
        TOWN,
        "manage_volunteers",
        V,
        False,
        "lacks_manage_regional_volunteers",
        ["M-6", "P-0"],
        "区域内志愿者管理",
    ),
    (TOWN, "set_permission_group", V, True, "sets_village_hub", ["P-3"], "社区村级"),
    (DISTRICT, "set_permission_group", V, False, "not_the_setter", ["P-3"], "龙溪街道志愿服务总队"),
    (TOWN, "set_permission_group", "T", False, "not_the_deciding_hub", ["P-6"], "市志愿服务联合会"),
    (DISTRICT, "admit", "T", False, "team_not_pending", ["P-10"], "没有待办的注册审核"),
    ("L", "review:hours_recording", "T", True, "final_reviewer", ["M-3"], "阳光志愿服务中心"),
    (
        STREET,
        "review:hours_recording",
        "T",
        False,
        "not_the_final_reviewer",
        ["A-9", "M-3"],
        "由重庆市渝北区阳光志愿服务中心审核",
    ),
    (
        DISTRICT,
        "review:volunteer_management",
        "T",
        False,
        "no_review_needed",
        ["M-2"],
        "自行管理所属志愿者",
    ),
    ("H500103", "review:hours_recording", "H50", False, "no_reviewer", ["A-2", "N-7"], "市文明办"),
]


@pytest.mark.parametrize(
    ("subject", "power", "team", "allowed", "reason", "rule_ids", "said"), CHECKS
)
def test_a_check_says_why(
    subject: str,
    power: str,
    team: str,
    allowed: bool,
    reason: str,
    rule_ids: list[str],
    said: str,
    call: Call,
) -> None:
    items = [{"subject_id": subject, "power": power, "team_id": team}]
    [answer] = call("POST", "/v1/checks", json={"items": items}).json()["items"]
    assert (answer["allowed"], answer["reason"]) == (allowed, reason)
    assert answer["missing"] == (None if allowed else reason)
    assert answer["rule_ids"] == rule_ids
    assert said in answer["message_zh"], answer["message_zh"]
    for clause in answer["clauses"]:
        assert clause["quote"] is None or clause["quote"] in notice.text()
    if not allowed and not power.startswith("review:"):
        assert answer["path"] == []


def test_a_first_opinion_says_why_it_is_not_final(graph: Graph, call: Call) -> None:
    graph.policy = Policy(fast_review_policy=FastReviewPolicy.ESCALATE)
    items = [{"subject_id": "L", "power": "review:hours_recording", "team_id": "T"}]
    [answer] = call("POST", "/v1/checks", json={"items": items}).json()["items"]
    assert (answer["allowed"], answer["reason"]) == (False, "first_opinion_only")
    assert answer["rule_ids"] == ["A-9", "M-3", "P-9"]
    assert [step["id"] for step in answer["path"]] == ["L", "RA-500112"]
    assert "没有快审权限" in answer["message_zh"]
    assert "由渝北区民政局审核" in answer["message_zh"]


@pytest.mark.parametrize("path", [path for path, _ in READS])
def test_every_read_shows_its_statements_when_asked(path: str, call: Call) -> None:
    sign = "&" if "?" in path else "?"
    answer = call("GET", f"{path}{sign}debug=cypher").json()
    statements = answer.pop("debug")["statements"]
    assert statements
    for statement in statements:
        assert {"name", "text", "parameters"} <= set(statement)
        assert "CYPHER 25" in statement["text"]
    assert answer == call("GET", path).json()
