"""Law 4: what a plan showed is what its change records; plan and undo leave the same bytes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph_service.consequences.rehearsal import AnswerChange
from graph_service.consequences.values import text
from graph_service.graph import Graph
from graph_service.plans import applying, diff, making
from graph_service.plans.keeping import Draft
from graph_service.record.first_values import answers_of
from graph_service.store import exports
from graph_service.store.history import SYSTEM
from tests.conftest import Run
from tests.consequences.laws import CODES, NAMES, STATUSES
from tests.strategies import AUTHORITIES, GROUPS, REGIONS, networks
from tests.worlds import build


def draft(operations: list[Any]) -> Draft:
    return Draft(operations, "试拟", None, SYSTEM, 3600)


async def exported(graph: Graph) -> str:
    """Return what an export of the register would hold."""
    kinds = {kind: [row async for row in exports.rows(graph, kind)] for kind in exports.KINDS}
    return json.dumps(kinds, ensure_ascii=False)


@st.composite
def operations(draw: st.DrawFn, ids: list[str]) -> dict[str, Any]:
    """Draw an operation on a network's teams, lawful or not."""
    team = draw(st.sampled_from(ids))
    new = f"N{draw(st.integers(0, 3))}"
    drawn: dict[str, Any] = draw(
        st.sampled_from(
            [
                {"operation": "update_team", "name": draw(st.sampled_from(NAMES))},
                {"operation": "update_team", "region_code": draw(st.sampled_from(REGIONS))},
                {"operation": "update_team", "uscc": draw(st.sampled_from(CODES))},
                {"operation": "update_team", "contact_name": draw(st.sampled_from(("甲乙", "")))},
                {"operation": "set_liaison", "liaison_id": draw(st.sampled_from([*ids, ""]))},
                {"operation": "add_viewing", "viewer_id": draw(st.sampled_from(ids))},
                {
                    "operation": "set_permission_group",
                    "permission_group": draw(st.sampled_from(GROUPS)),
                },
                {"operation": "set_status", "status": draw(st.sampled_from(STATUSES))},
                {
                    "operation": "set_registration_authority",
                    "registration_authority_id": draw(st.sampled_from(AUTHORITIES)),
                },
                {
                    "operation": "submit_application",
                    "application_id": f"A{new}",
                    "to_group": "senior",
                },
                {"operation": "delete_team"},
                {
                    "operation": "register_team",
                    "team_id": new,
                    "name": draw(st.sampled_from(NAMES)),
                    "region_code": draw(st.sampled_from(REGIONS)),
                    "liaison_id": draw(st.sampled_from(ids)),
                },
            ]
        )
    )
    return {"team_id": team} | drawn


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[dict[str, str]], list[dict[str, Any]]]:
    rows = draw(networks(8))
    ids = [row["team_id"] for row in rows]
    return rows, draw(st.lists(operations(ids), min_size=1, max_size=5))


async def planned(graph: Graph, wanted: list[Any]) -> tuple[Any, list[AnswerChange]]:
    """Make a plan of what can be done of some operations; return it with what it shows."""
    while True:
        made = await making.make(graph, draft(wanted))
        bad = {problem["index"] for problem in made["problems"]}
        if not bad:
            return made, [change async for change in diff.every(graph, made["plan_id"])]
        wanted = [each for index, each in enumerate(wanted) if index not in bad]
        if not wanted:
            return None, []


async def recorded(graph: Graph, revision: int) -> list[AnswerChange]:
    """Return what a change recorded, the first values of what it created included."""
    found: list[AnswerChange] = []
    cursor = None
    while True:
        page = await answers_of(graph, revision, cursor=cursor, limit=500)
        for item in page["items"]:
            values = [None if v is None else text(v) for v in (item["before"], item["after"])]
            key = diff.Key(item["kind"], item["subject"], item["key"])
            found.append(AnswerChange(key, *values))
        cursor = page["next_cursor"]
        if cursor is None:
            return sorted(found, key=lambda change: change.key)


async def through(graph: Graph, wanted: list[Any]) -> bool:
    """Plan, apply and undo; return whether anything could be done."""
    before = await exported(graph)
    made, shown = await planned(graph, wanted)
    if made is None:
        return False
    assert await exported(graph) == before, "a plan wrote something"
    applied = await applying.apply(graph, made["plan_id"], SYSTEM, accept_violations=True)
    assert applied["digest"] == made["digest"]
    if applied["revision"] is None:
        assert shown == []
        return False
    assert await recorded(graph, applied["revision"]) == shown
    undone = {"operation": "restore", "revision": applied["revision"]}
    back, shown = await planned(graph, [undone])
    done = await applying.apply(graph, back["plan_id"], SYSTEM, accept_violations=True)
    assert await exported(graph) == before, "an undoing left something"
    assert await recorded(graph, done["revision"] or 0) == shown
    return True


def drive(graph: Graph, run: Run, examples: int) -> int:
    count = 0

    @settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate),
    )
    @given(world=worlds())
    def one(world: tuple[list[dict[str, str]], list[dict[str, Any]]]) -> None:
        nonlocal count
        rows, wanted = world
        run(build.wipe(graph))
        run(build.load(graph, rows))
        count += run(through(graph, wanted))

    one()
    return count


def test_plan_and_undo_show_what_is_recorded_and_leave_the_same_bytes(
    graph: Graph, run: Run
) -> None:
    assert drive(graph, run, 5) >= 2


@pytest.mark.laws
def test_four_hundred_plans_and_their_undoing(graph: Graph, run: Run) -> None:
    assert drive(graph, run, 400) >= 200


def test_a_reorganisation_is_planned_applied_and_undone_divisions_and_all(
    graph: Graph, run: Run
) -> None:
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    into = {"region_code": "500112011090", "name": "松桥社区", "kind": "community"}
    merged = {"operation": "merge_regions", "from": ["500112011001"], "into": into}
    named = {"operation": "rename_region", "region_code": "500112012", "name": "龙山新街道"}
    moved = {"operation": "move_region", "region_code": "500112138", "to_parent": "500109"}
    wanted = [each | {"valid_from": "2026-01-01"} for each in (merged, named, moved)]
    assert run(through(graph, wanted))
