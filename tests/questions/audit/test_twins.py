"""Teams that are probably registered twice: by name in one division (N-12), by code (A-14)."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_service.advice import names as naming
from graph_service.advice import registration as advice
from graph_service.changes import fixes
from graph_service.changes.writing import Change, carry_out, nothing
from graph_service.graph import Graph
from graph_service.operations.held import Operation
from graph_service.questions import audit
from tests.conftest import Run
from tests.questions.audit.test_rules import clean_world
from tests.reference import twins
from tests.worlds import build

DIVISIONS = {
    "500112": ["渝北区"],
    "500112011": ["渝北区", "龙溪街道"],
    "500112011001": ["渝北区", "龙溪街道", "松树桥社区"],
}
NAMES = [
    "图书馆志愿服务队",
    "图书馆 志愿服务队",
    "渝北区图书馆志愿服务队",
    "重庆市渝北区图书馆志愿服务队",
    "龙溪街道图书馆志愿服务队",
    "渝北区龙溪街道图书馆（一）志愿服务队",
    "图书馆(一)志愿服务队",
    "松树桥社区志愿服务队",
    "志愿服务队",
]
CODES = ["", "", "51500000MJD000011H", " 5150-0000mjd000011h", "52500112MJ00000185"]
DRAWN = st.fixed_dictionaries(
    {
        "region_code": st.sampled_from(sorted(DIVISIONS)),
        "name": st.sampled_from(NAMES),
        "uscc": st.sampled_from(CODES),
        "status": st.sampled_from(["active", "active", "closed"]),
        "branch_of": st.sampled_from(["", "", "L"]),
    }
)


def world() -> dict[str, dict[str, str]]:
    return {team_id: dict(row) for team_id, row in clean_world().items()}


def pairs(found: list[dict[str, Any]]) -> twins.Pairs:
    return {(f["team_id"], other) for f in found for other in f["actual"].split(", ")}


@given(drawn=st.lists(DRAWN, min_size=2, max_size=14))
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_twins_are_those_of_a_reader_without_a_graph(
    drawn: list[dict[str, str]], graph: Graph, run: Run
) -> None:
    run(build.wipe(graph))
    teams = world()
    unit = teams.pop("U")
    for number, columns in enumerate(drawn):
        teams[f"X{number:02d}"] = unit | {"team_id": f"X{number:02d}"} | columns
    run(build.load(graph, teams.values()))
    everywhere = {row["region_code"]: [] for row in teams.values()} | DIVISIONS
    wanted = twins.of_one_name(teams.values(), everywhere)
    assert pairs(run(audit.everything(graph, None, "N-12"))) == wanted
    assert pairs(run(audit.everything(graph, None, "A-14"))) == twins.of_one_code(teams.values())
    assert run(audit.everything(graph, None, "D-1")) == []


def test_a_fix_never_gives_another_teams_name(graph: Graph, run: Run) -> None:
    teams = world()
    teams["U"] |= {"name": "某某队"}
    teams["V"] |= {"name": "图书馆志愿服务队"}
    teams["W"] |= {"name": "别的队"}
    teams["T"] |= {"name": teams["W"]["unit_name"] + "志愿服务队"}
    run(build.load(graph, teams.values()))
    found = run(fixes.with_fixes(graph, run(audit.everything(graph, ["U", "W"], "N-8"))))
    assert [(f["team_id"], f["fix"]) for f in found] == [("U", None), ("W", None)]


def test_a_twin_or_a_strange_code_warns_and_refuses_nobody(graph: Graph, run: Run) -> None:
    teams = world()
    teams["V"] |= {"uscc": "91500000MA5U0000"}
    run(build.load(graph, teams.values()))
    draft = {"region_code": "500112", "unit_name": "图书馆", "uscc": "9150-0000MA5U0000"}
    answer = run(advice.registration(graph, draft))
    assert answer["refusals"] == []
    said = {w["rule_id"]: w["actual"] for w in answer["warnings"]}
    assert said == {"N-12": "U", "A-14": "V"}
    legal = {"registration_status": "legal_person", "registered_name": "某中心", "uscc": "5250"}
    coded = run(advice.registration(graph, {"region_code": "500112"} | legal))
    assert coded["refusals"] == []
    assert [w["rule_id"] for w in coded["warnings"]] == ["A-13"]
    named = run(naming.name(graph, draft | {"name": "图书馆志愿服务队"}))
    assert named["lawful"]
    assert "N-12" in {f["rule_id"] for f in named["findings"]}
    values: dict[str, str | None] = {
        "name": teams["U"]["name"],
        "unit_name": teams["U"]["unit_name"],
    }
    operation = Operation("update_team", "V", values)
    assert run(carry_out(graph, Change([operation]), nothing))[0] == 204
    assert pairs(run(audit.everything(graph, ["U"], "N-12"))) == {("U", "V")}
