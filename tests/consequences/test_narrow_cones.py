"""A cone narrowed by one way is noticed: for every kind of operation an answer is missed."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from graph_service import notice
from graph_service.changes.writing import Change, Outcome, carry_out
from graph_service.consequences import reach, seeds
from graph_service.consequences.rehearsal import differences
from graph_service.consequences.values import Key
from graph_service.graph import Graph, Transaction
from graph_service.operations.held import Operation
from tests.conftest import Run
from tests.consequences.laws import everything
from tests.worlds import build

VILLAGE, TOWN, DISTRICT = "H500112011001", "H500112011", "H500112"
Case = tuple[str, str, dict[str, str | None], str, str, Key]

# operation, team, values, the column whose row is narrowed, what it loses, an answer then missed
CASES: list[Case] = [
    ("register_team", "H500112138", {"name": "兴隆镇志愿服务总队", "region_code": "500112138",
      "team_kind": "hub"}, "*", "reach seats", Key("affiliation", "UNDER", "")),
    ("update_team", TOWN, {"name": "松树志愿服务总队"}, "name", "reach names",
     Key("finding", "ALIKE", "N-9")),
    ("update_team", "TWIN", {"name": "另一志愿服务队"}, "name", "reach twins",
     Key("finding", "OTHER", "N-12")),
    ("update_team", "VIEWED", {"business_line": "health"}, "business_line", "reach resting",
     Key("finding", "VIEWER", "A-8")),
    ("update_team", "TWIN", {"contact_name": None}, "contact_name", "rules persons",
     Key("finding", "TWIN", "M-5")),
    ("delete_team", "NEW", {}, "*", "asks own", Key("place", "NEW", "")),
    ("set_liaison", VILLAGE, {"liaison_id": DISTRICT}, "liaison_id", "reach below",
     Key("holder", "TWIN", "publish_without_review")),
    ("set_registration_authority", "LEGAL", {"registration_authority_id": "RA-50"},
     "registration_authority_id", "asks routes", Key("route", "LEGAL", "hours_recording")),
    ("add_viewing", "TWIN", {"viewer_id": "OTHER"}, "viewing_ids", "asks own",
     Key("viewing", "TWIN", "")),
    ("remove_viewing", "VIEWER", {"viewer_id": "H50"}, "viewing_ids", "rules affiliation",
     Key("finding", "VIEWER", "A-8")),
    ("set_permission_group", TOWN, {"permission_group": "basic"}, "permission_group",
     "reach below", Key("route", VILLAGE, "hours_recording")),
    ("set_status", TOWN, {"status": "suspended"}, "status", "reach below",
     Key("route", VILLAGE, "hours_recording")),
    ("set_status", TOWN, {"status": "closed"}, "status", "reach seat",
     Key("seat", "500112011", "")),
    ("decide_application", "TWIN", {"application_id": "A", "status": "approved"},
     "permission_group", "asks holders", Key("holder", "TWIN", "publish_without_review")),
]  # fmt: skip


def team(team_id: str, **values: str) -> dict[str, str]:
    row = dict.fromkeys(next(iter(build.worked()["base_world"]["teams"])), "")
    row |= {"team_id": team_id, "name": f"{team_id}志愿服务队", "team_kind": "non_hub"}
    row |= {"region_code": "500112011001", "registration_status": "unregistered"}
    row |= {"permission_group": "basic", "status": "active", "liaison_id": VILLAGE}
    return row | {"contact_name": "甲乙", "contact_mobile": "13800138000"} | values


@pytest.fixture
def world(graph: Graph, run: Run) -> Graph:
    hubs = [
        row
        for row in build.worked()["base_world"]["teams"]
        if row["team_id"] in ("H50", DISTRICT, TOWN, VILLAGE)
    ]
    persons = {"person_in_charge_name": "丙丁", "person_in_charge_mobile": "13900139000"}
    teams = [
        team("TWIN", name="阳光志愿服务队", **persons),
        team("OTHER", name="阳光志愿服务队"),
        team("ALIKE", name="松树志愿服务总队"),
        team("VIEWED", region_code="500112", liaison_id=DISTRICT, business_line="education"),
        team("VIEWER", viewing_ids="VIEWED;H50", business_line="education"),
        team("UNDER", region_code="500112138", liaison_id=DISTRICT),
        team("LEGAL", registration_status="legal_person", registered_name="LEGAL志愿服务队",
             permission_group="intermediate", liaison_id="",
             registration_authority_id="RA-500112"),
        team("NEW", status="pending", permission_group="pending"),
    ]  # fmt: skip
    asked = {"application_id": "A", "team_id": "TWIN", "to_group": "junior_project"}
    asked |= {"applied_to": DISTRICT, "status": "submitted"}
    run(build.load(graph, [*hubs, *teams], [asked]))
    return graph


@pytest.fixture
def narrowed(monkeypatch: pytest.MonkeyPatch) -> Any:
    def narrow(column: str, lost: str) -> None:
        kind, name = lost.split()
        columns = deepcopy(notice.reach())
        for entry in columns.values() if column == "*" else [columns[column]]:
            entry[kind] = [each for each in entry.get(kind, []) if each != name]
        monkeypatch.setattr(notice, "reach", lambda: columns)
        assert seeds.notice is reach.notice is notice

    return narrow


def told(graph: Graph, run: Run, name: str, team_id: str, values: Any) -> tuple[set[Key], set[Key]]:
    """The keys that an operation changed, and those that it is said to change."""
    before, found = run(everything(graph)), list[Outcome]()

    async def answer(tx: Transaction, outcome: Outcome) -> tuple[int, None]:
        found.append(outcome)
        return 200, None

    operation = Operation(name, team_id, values)
    run(carry_out(graph, Change([operation], accept_violations=True), answer))
    created = found[-1].followed.created
    wanted = {change.key for change in differences(before, run(everything(graph)), created)}
    return wanted, {change.key for change in found[-1].followed.changes}


@pytest.mark.parametrize(
    ("name", "team_id", "values", "column", "lost", "missed"),
    CASES,
    ids=lambda each: str(each)[:30],
)
def test_a_cone_that_is_narrowed_misses_an_answer(
    world: Graph, run: Run, narrowed: Any, name: str, team_id: str, values: Any,
    column: str, lost: str, missed: Key,
) -> None:  # fmt: skip
    narrowed(column, lost)
    wanted, said = told(world, run, name, team_id, values)
    assert missed in wanted, sorted(wanted)
    assert missed not in said


@pytest.mark.parametrize(("name", "team_id", "values"), [case[:3] for case in CASES])
def test_the_whole_cone_misses_none(
    world: Graph, run: Run, name: str, team_id: str, values: Any
) -> None:
    wanted, said = told(world, run, name, team_id, values)
    assert wanted <= said
    assert {key for key in said - wanted if key.kind not in ("managers", "seat")} == set()
