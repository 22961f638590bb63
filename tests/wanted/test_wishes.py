"""Make it so: a table of wishes that a civil servant could check, on the audit's clean world."""

from __future__ import annotations

from typing import Any

import pytest

from graph_service.advice.wanted import making
from graph_service.advice.wanted.making import wanted
from graph_service.advice.wanted.reading import wish_of
from graph_service.graph import Graph
from graph_service.model import Policy
from tests.conftest import Run
from tests.questions.audit.test_rules import clean_world
from tests.worlds import build

HOURS, PROJECTS = "hours_recording", "project_publication"
UNIT, ORGANISATION, BRANCH = "U", "L", "T"
TOWN, DISTRICT, CITY, VILLAGE = "H500112011", "H500112", "H50", "H500112011001"
Changes = dict[str, dict[str, str]]


def op(operation: str, team_id: str, **values: Any) -> tuple[str, ...]:
    return (operation, team_id, *(f"{key}={value}" for key, value in sorted(values.items())))


RAISED = [
    op("submit_application", UNIT, applied_to=DISTRICT, to_group="junior_project"),
    op("decide_application", UNIT, decided_by=DISTRICT, status="approved"),
]
# what is changed in the clean world, of whom it is wanted, what, and the ways or the rule against
WISHES: list[tuple[str, Changes, str, dict[str, str], Any]] = [
    ("it is so already", {}, UNIT, {"business": HOURS, "outcome": "review"}, [[]]),
    ("a unit's team is to be reviewed by its own hub again", {UNIT: {"liaison_id": CITY}},
     UNIT, {"business": HOURS, "final_reviewer_id": DISTRICT},
     [[op("set_liaison", UNIT, liaison_id=DISTRICT)]]),
    ("nobody but its own hub reviews a unit's team", {},
     UNIT, {"business": HOURS, "final_reviewer_id": CITY}, "A-7"),
    ("its own hub is suspended", {DISTRICT: {"status": "suspended"}},
     UNIT, {"business": HOURS, "final_reviewer_id": DISTRICT},
     [[op("set_status", DISTRICT, status="active")]]),
    ("its own hub may not take subordinates", {DISTRICT: {"permission_group": "basic"}},
     UNIT, {"business": HOURS, "final_reviewer_id": DISTRICT},
     [[op("set_permission_group", DISTRICT, permission_group="senior_fast")]]),
    ("a hub suspended and of the wrong group",
     {TOWN: {"permission_group": "basic", "status": "suspended"}},
     VILLAGE, {"business": HOURS, "final_reviewer_id": TOWN},
     [[op("set_status", TOWN, status="active"),
       op("set_permission_group", TOWN, permission_group="intermediate_fast")]]),
    ("a legal person is reviewed by its authority alone", {},
     ORGANISATION, {"business": HOURS, "final_reviewer_id": DISTRICT}, "M-4"),
    ("a legal person without an authority", {ORGANISATION: {"registration_authority_id": ""}},
     ORGANISATION, {"business": HOURS, "outcome": "review"},
     [[op("set_registration_authority", ORGANISATION, registration_authority_id="RA-500112")]]),
    ("a closed circle", {UNIT: {"liaison_id": "W"}, "W": {"liaison_id": UNIT,
      "permission_group": "basic"}},
     UNIT, {"business": HOURS, "outcome": "review"},
     [[op("set_liaison", UNIT, liaison_id=DISTRICT)], ...]),
    ("projects without review", {}, UNIT, {"business": PROJECTS, "outcome": "exempt"},
     [RAISED, ...]),
    ("nothing exempts hours", {}, UNIT, {"business": HOURS, "outcome": "exempt"}, "A-7"),
    ("a permission of the annex", {}, UNIT, {"permission": "publish_without_review"},
     [RAISED, ...]),
    ("a village hub publishes with review", {}, VILLAGE,
     {"permission": "publish_without_review"}, "P-3"),
    ("a pending team's permission", {UNIT: {"status": "pending", "permission_group": "pending"}},
     UNIT, {"permission": "manage_own_volunteers"}, [[op("set_status", UNIT, status="active")]]),
    ("column five is the city's to grant", {}, UNIT, {"permission": "manage_regional_volunteers"},
     [[op("submit_application", UNIT, applied_to=CITY, to_group="senior"),
       op("decide_application", UNIT, decided_by=CITY, status="approved")]]),
    ("a viewing team", {}, UNIT, {"power": "view", "subject_id": "V"},
     [[op("add_viewing", UNIT, viewer_id="V")]]),
    ("another district's hub does not manage it", {},
     UNIT, {"power": "manage_team", "subject_id": "H500103"}, "A-7"),
    ("a suspended hub is to manage", {TOWN: {"status": "suspended"}},
     VILLAGE, {"power": "manage_team", "subject_id": TOWN},
     [[op("set_status", TOWN, status="active")]]),
    ("only the superior sets a hub's group", {},
     VILLAGE, {"power": "set_permission_group", "subject_id": DISTRICT}, "P-3"),
    ("only the place's association decides", {},
     UNIT, {"power": "set_permission_group", "subject_id": TOWN}, "P-6"),
    ("a team that is admitted waits for nobody", {},
     UNIT, {"power": "admit", "subject_id": DISTRICT}, "P-10"),
    ("review as a power", {UNIT: {"liaison_id": CITY}},
     UNIT, {"power": f"review:{HOURS}", "subject_id": DISTRICT},
     [[op("set_liaison", UNIT, liaison_id=DISTRICT)]]),
    ("a wrong liaison", {TOWN: {"liaison_id": CITY}}, TOWN, {"no_finding": "A-1"},
     [[op("set_liaison", TOWN, liaison_id=DISTRICT)]]),
    ("a group above the default", {UNIT: {"permission_group": "junior_team"}},
     UNIT, {"no_finding": "P-6"},
     [[op("set_permission_group", UNIT, group_set_by="system", permission_group="basic")]]),
    ("a hub's group", {TOWN: {"permission_group": "basic"}}, TOWN, {"no_finding": "P-2"},
     [[op("set_permission_group", TOWN, group_set_by=DISTRICT,
          permission_group="intermediate_fast")]]),
    ("a liaison that is suspended", {TOWN: {"status": "suspended"}}, VILLAGE,
     {"no_finding": "P-8"}, [[op("set_status", TOWN, status="active")]]),
    ("only the team knows its contact", {UNIT: {"contact_mobile": "12345"}}, UNIT,
     {"no_finding": "M-5"}, "M-5"),
    ("a branch under its legal person", {BRANCH: {"liaison_id": "H500112012"}}, BRANCH,
     {"no_finding": "A-9"}, [[op("set_liaison", BRANCH, liaison_id=ORGANISATION)]]),
]  # fmt: skip


def plain(operations: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    hidden = ("operation", "team_id", "application_id")
    return [
        op(o["operation"], o["team_id"], **{k: v for k, v in o.items() if k not in hidden})
        for o in operations
    ]


@pytest.fixture(scope="module")
def world(prepared: Graph, run: Run) -> Graph:
    """The clean world, loaded once: each row changes some teams of it and changes them back."""
    run(build.wipe(prepared))
    prepared.policy = Policy()
    run(build.load(prepared, clean_world().values()))
    return prepared


@pytest.mark.parametrize(
    ("changes", "team_id", "want", "expected"),
    [row[1:] for row in WISHES],
    ids=[row[0] for row in WISHES],
)
def test_what_is_wanted(
    changes: Changes, team_id: str, want: dict[str, str], expected: Any, world: Graph, run: Run
) -> None:
    clean = clean_world()
    run(build.load(world, [clean[other] | columns for other, columns in changes.items()]))
    answer = run(wanted(world, wish_of(team_id, want)))
    run(build.load(world, [clean[other] for other in changes]))
    ways = [plain(item["operations"]) for item in answer["items"]]
    assert answer["complete"]
    if isinstance(expected, str):
        assert ways == []
        because = answer["none_because"]
        assert expected in because["rule_ids"], because
        assert because["message_zh"]
        assert because["message_en"]
        return
    assert answer["none_because"] is None
    assert ways[0] == expected[0], answer["items"]
    assert len(ways) == len(expected) or (expected[-1] is ... and len(ways) > 1), ways
    for item in answer["items"]:
        assert [by["index"] for by in item["by"]] == list(range(len(item["operations"])))
        assert all(by["who"] or team_id == UNIT for by in item["by"]), item["by"]
        assert not [f for f in item["findings_added"] if f["severity"] == "ERROR"]


def test_the_liaison_that_a_city_hub_should_not_have_may_too(world: Graph, run: Run) -> None:
    clean = clean_world()
    wrong = {"liaison_id": DISTRICT, "status": "suspended"}
    run(build.load(world, [clean[CITY] | wrong]))
    answer = run(wanted(world, wish_of(CITY, {"permission": "manage_own_volunteers"})))
    run(build.load(world, [clean[CITY]]))
    [way] = answer["items"]
    assert plain(way["operations"]) == [op("set_status", CITY, status="active")]
    assert [node["id"] for node in way["by"][0]["who"]] == [DISTRICT]


def test_parts_of_a_proposal_are_tried_even_where_the_tries_run_out(
    world: Graph, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish = wish_of(UNIT, {"business": PROJECTS, "outcome": "exempt"})
    now = run(wish.ask(world))
    for most in range(1, making.MOST_TRIES):
        monkeypatch.setattr(making, "MOST_TRIES", most)
        search = making._Search(world, wish)
        if found := run(search.run(now)):
            break
    assert not search.complete
    assert [plain(tried.operations) for tried in found] == [RAISED]
    assert {making._set([entry]) for entry in found[0].operations} <= search.tried.keys()
