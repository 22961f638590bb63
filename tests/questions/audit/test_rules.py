"""For every rule: a seeded breach is found, a clean network is silent, one team agrees with all."""

from __future__ import annotations

from typing import Any

import pytest

from graph_service import notice
from graph_service.answers.comparing import RouteChange
from graph_service.graph import Graph
from graph_service.model import Policy
from graph_service.questions import audit, audit_summary
from graph_service.vocabulary import FastReviewPolicy
from tests.conftest import Run
from tests.worlds import build

Changes = dict[str, dict[str, str]]
# rule: {team: columns to change} — the first team named is the one that breaks the rule
SEEDS: dict[str, Changes] = {
    "N-2": {"H50": {"name": "重庆志愿服务联合会"}},
    "N-3": {"H500112": {"name": "渝北志愿者协会"}},
    "N-4": {"H500112011": {"name": "龙溪街道志愿者协会"}},
    "N-5": {"H500112011001": {"name": "松树桥志愿服务大队"}},
    "N-6": {"L": {"name": "阳光中心"}},
    "N-7": {"H500112": {"responsible_unit": "某公司"}},
    "N-8": {"T": {"name": "别的志愿服务队"}},
    "N-9": {"T": {"name": "四季村志愿服务大队"}},
    "N-10": {"H500103": {"region_code": "500112"}},
    "N-11": {"H500112138": {}},
    "N-12": {"V": {"name": "重庆市渝北区图书馆志愿服务队"}, "W": {"name": "图书馆 志愿服务队"}},
    "A-1": {"H500112011": {"liaison_id": "H50"}},
    "A-1f": {"H500112138201": {}},
    "A-2": {"H50": {"liaison_id": "H500112"}},
    "A-3": {"T": {"registered_name": "某中心"}},
    "A-4": {"L": {"registration_authority_id": ""}},
    "A-4i": {"L": {"registration_authority_id": "RA-100000"}},
    "A-5": {"L": {"status": "pending", "permission_group": "pending", "viewing_ids": "H50"}},
    "A-6": {"T": {"registration_status": "legal_person", "registered_name": "某中心"}},
    "A-7": {"U": {"liaison_id": "H50"}},
    "A-7f": {"W": {}},
    "A-8": {"U": {"viewing_ids": "H50"}},
    "A-9": {"T": {"liaison_id": "H500112012"}},
    "A-10": {"U": {"liaison_id": ""}},
    "A-11": {"U": {"liaison_id": "W"}, "W": {"liaison_id": "U"}},
    "A-12": {"U": {"viewing_ids": "H500112"}},
    "A-13": {"L": {"uscc": "52500112MJ00000186"}},
    "A-14": {"U": {"uscc": " 9150-0000MA5U000014"}, "V": {"uscc": "91500000ma5u000014"}},
    "M-5": {"U": {"contact_mobile": "12345"}},
    "M-5i": {"U": {"contact_name": "张负责", "contact_mobile": "13800138000"}},
    "P-0c": {"H50": {"permission_group": "senior"}},
    "P-1": {"H500112": {"permission_group": "senior"}},
    "P-2": {"H500112011": {"group_set_by": "H50"}},
    "P-3": {"H500112011001": {"permission_group": "basic"}},
    "P-4": {"L": {"permission_group": "basic"}},
    "P-6": {"U": {"permission_group": "junior_team"}},
    "P-7": {"V": {"permission_group": "senior"}},
    "P-7i": {"U": {"permission_group": "senior"}},
    "P-8": {"T": {}, "L": {"status": "suspended"}},
    "P-9": {"H500112011": {}, "H500112": {"permission_group": "intermediate"}},
    "R-2": {"U": {"records_officer_name": ""}},
    "Q-2": {"U": {"administrator_name": ""}},
}
EXTRA_APPLICATION = {
    "application_id": "A-V",
    "team_id": "V",
    "to_group": "senior",
    "granted_group": "senior",
    "applied_to": "H500112",
    "decided_by": "H500112",
    "status": "approved",
}


def clean_world() -> dict[str, dict[str, str]]:
    teams = {t["team_id"]: t for t in build.teams_of(build.example("E-15"))}
    village = build.example("E-22")["teams"][0]
    unit = teams["T"] | {
        "branch_of": "",
        "liaison_id": "H500112",
        "region_code": "500112",
    }
    for team_id, name in (("U", "图书馆"), ("V", "文化馆"), ("W", "博物馆")):
        named = {"unit_name": f"重庆市渝北区{name}", "name": f"重庆市渝北区{name}志愿服务队"}
        teams[team_id] = unit | named | {"team_id": team_id}
    hub = village | {"liaison_id": "H500112138", "group_set_by": "H500112138"}
    teams[hub["team_id"]] = hub
    return teams


def broken(rule_id: str) -> tuple[list[dict[str, str]], list[dict[str, str]], str]:
    teams = clean_world()
    for team_id, columns in SEEDS[rule_id].items():
        teams[team_id] = teams[team_id] | columns
    if rule_id == "A-1f":
        del teams["H500112138"]
        teams["H500112138201"] |= {"liaison_id": "H500112"}
    if rule_id == "A-7f":
        teams["W"] |= {"region_code": "500112138002", "liaison_id": "H500112138"}
        teams["W"] |= {"region_code": "500112138202"}
    applications = [EXTRA_APPLICATION] if rule_id == "P-7" else []
    return list(teams.values()), applications, next(iter(SEEDS[rule_id]))


def test_a_clean_network_is_silent_and_an_empty_one_too(graph: Graph, run: Run) -> None:
    assert run(audit.everything(graph)) == []
    run(build.load(graph, clean_world().values()))
    found = run(audit.everything(graph))
    assert [f for f in found if f["severity"] != "INFO"] == []
    assert {f["rule_id"] for f in found} == {"N-11"}


@pytest.mark.parametrize("rule_id", SEEDS)
def test_a_seeded_breach_is_found(rule_id: str, graph: Graph, run: Run) -> None:
    teams, applications, culprit = broken(rule_id)
    run(build.load(graph, teams, applications))
    if rule_id == "P-9":
        graph.policy = Policy(fast_review_policy=FastReviewPolicy.ESCALATE)
    of_all = run(audit.everything(graph, None, rule_id))
    assert culprit in {f["team_id"] for f in of_all}
    of_one = run(audit.everything(graph, [culprit], rule_id))
    assert of_one == [f for f in of_all if f["team_id"] == culprit]
    if rule_id.endswith("i"):
        assert {f["severity"] for f in of_all} == {"INFO"}
    for finding in of_all:
        assert finding["quote"] is None or finding["quote"] in notice.text()
        assert finding["message_zh"]
        assert finding["message_en"]


def test_pages_of_findings_equal_the_whole(graph: Graph, run: Run) -> None:
    teams = [
        t | {"administrator_name": "", "records_officer_name": ""} for t in clean_world().values()
    ]
    run(build.load(graph, teams))
    whole = [f for f in run(audit.everything(graph)) if f["severity"] != "INFO"]
    for limit in (1, 7, 1000):
        paged: list[Any] = []
        cursor = None
        while True:
            page = run(audit.audit(graph, cursor=cursor, limit=limit))
            paged += page["items"]
            cursor = page["next_cursor"]
            if cursor is None:
                break
        assert paged == whole
    totals = run(audit_summary.summary(graph))
    assert totals["findings"] == len(whole)
    within = run(audit.audit(graph, within="500103", limit=1000))["items"]
    assert {f["team_id"] for f in within} == {
        t["team_id"] for t in teams if t["region_code"].startswith("500103")
    }


def test_a_team_on_an_ended_division_is_told_its_successor(graph: Graph, run: Run) -> None:

    run(build.load(graph, clean_world().values()))
    graph.policy = Policy(edition="2026")
    run(build.tree(graph))
    try:
        found = run(audit.violations(graph, "H500112"))["items"]
        assert ("S-3", "WARN") in {(f["rule_id"], f["severity"]) for f in found}
        [superseded] = [f for f in found if f["rule_id"] == "S-3"]
        assert superseded["expected"].startswith("500157")
    finally:
        graph.policy = Policy()
        run(build.tree(graph))


def test_another_reading_lists_the_routes_that_it_changes(graph: Graph, run: Run) -> None:
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    other = Policy(fast_review_policy=FastReviewPolicy.ESCALATE)

    async def ask() -> list[RouteChange]:
        return [row async for row in audit_summary.compare(graph, other)]

    rows = run(ask())
    assert {row["team_id"] for row in rows} == {"T"}
    assert {row["other_final_reviewer"] for row in rows} == {"RA-500112"}
