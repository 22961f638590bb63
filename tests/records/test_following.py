"""Records follow the network: who confirms what waits, and where hours are counted."""

from __future__ import annotations

import asyncio
from typing import Any

from graph_service.changes.writing import Change, carry_out, nothing
from graph_service.graph import Graph
from graph_service.imports.import_rows import import_rows
from graph_service.operations.held import Operation
from tests.conftest import Run
from tests.records import calls
from tests.records.kept import demand_right
from tests.worlds import build


async def change(graph: Graph, operation: str, team_id: str, **values: str | None) -> None:
    asked = Change([Operation(operation, team_id, values)], accept_violations=True)
    await carry_out(graph, asked, nothing)


async def reviewer(graph: Graph, record_id: str) -> str | None:
    held = await demand_right(graph)
    return next(row.get("reviewer_id") for row in held if row["record_id"] == record_id)


async def world(graph: Graph) -> None:
    await build.load(graph, build.teams_of(build.example("E-15")))


async def follow(graph: Graph) -> None:
    town = "H500112011"
    for number, state in enumerate(("entered", "confirm", "return")):
        await calls.enter(graph, record_id=f"R{number}", team_id="H500112011001")
        if state != "entered":
            await calls.decide(graph, f"R{number}", state)
    assert await reviewer(graph, "R0") == town
    # every change of liaison, and of whoever stands between
    await change(graph, "set_liaison", "H500112011001", liaison_id="H500112")
    assert await reviewer(graph, "R0") == "H500112"
    assert (await calls.decide(graph, "R0", actor=calls.operator(town))).error is not None
    await change(graph, "set_liaison", "H500112011001", liaison_id=town)
    await change(graph, "set_permission_group", town, permission_group="basic")
    assert await reviewer(graph, "R0") == "H500112"
    await change(graph, "set_status", "H500112", status="suspended")
    assert await reviewer(graph, "R0") == "H50"
    await change(graph, "set_status", "H50", status="suspended")
    assert await reviewer(graph, "R0") == "H500112011001"
    await change(graph, "set_status", "H500112011001", status="suspended")
    assert await reviewer(graph, "R0") is None
    assert (await calls.decide(graph, "R0")).error is not None
    # a legal person's hours are counted apart, a team's where it lies now
    await change(graph, "set_status", "H500112011001", status="active")
    await change(
        graph,
        "update_team",
        "H500112011001",
        registration_status="legal_person",
        registration_authority_id="RA-500112",
    )
    assert await reviewer(graph, "R0") == "RA-500112"
    await change(graph, "update_team", "H500112011001", region_code="500103011017")
    assert (await calls.decide(graph, "R0")).after is not None
    await demand_right(graph)


def test_waiting_records_and_hours_follow_every_change(graph: Graph, run: Run) -> None:
    run(world(graph))
    run(follow(graph))


async def imported(graph: Graph) -> None:
    rows = [
        {"team_id": "T", "record_id": "I1", "state": "confirmed", "decided_by": "L",
         "decided_at": "2026-03-02", "volunteer_no": "V-1111", "service_hours": "30",
         "service_date": "2026-03-01"},
        {"team_id": "T", "record_id": "I2", "volunteer_no": "V-1111", "service_hours": "1.50",
         "service_date": "2026-03-01", "entered_at": "2026-03-05 08:00:00"},
        {"team_id": "L", "record_id": "I3", "state": "returned", "decided_by": "RA-500112",
         "decided_at": "2026-03-02T08:00:00Z", "return_reason": "不符", "volunteer_no": "V-1112",
         "service_hours": "2", "service_date": "2026-03-01"},
    ]  # fmt: skip
    moved = next(row for row in build.teams_of(build.example("E-15")) if row["team_id"] == "T")
    parts: dict[str, Any] = {
        "teams": build.sources("teams.csv", [moved | {"region_code": "500103011"}]),
        "records": build.sources("records.csv", rows),
    }
    report = await import_rows(graph, parts)
    assert (report.loaded, report.rejected) == (4, [])
    held = await demand_right(graph)
    assert [row["state"] for row in held] == ["confirmed", "entered", "returned"]
    again = await import_rows(graph, parts)
    assert (again.loaded, again.unchanged) == (0, 4)
    [row] = [row for row in rows if row["record_id"] == "I1"]
    changed: dict[str, Any] = {
        "records": build.sources("records.csv", [row | {"team_id": "L", "service_hours": "3"}])
    }
    assert (await import_rows(graph, changed)).loaded == 1
    await demand_right(graph)
    bad = [
        row | {"record_id": "B1", "team_id": "NOBODY"},
        row | {"record_id": "B2", "decided_by": "NOBODY"},
        row | {"record_id": "B3", "volunteer_no": "张三丰张"},
        row | {"record_id": "B4", "service_hours": "0"},
        row | {"record_id": "B5", "location": "110101199003071233"},
        row | {"record_id": "B6", "service_date": "2026"},
        {"record_id": "B7", "team_id": "T", "service_date": "2026-03-01", "service_hours": "1"},
    ]
    parts = {"records": build.sources("records.csv", bad)}
    refused = await import_rows(graph, parts, mode="keep_going")
    columns = ["team_id", "decided_by", "volunteer_no", "service_hours", "location"]
    assert [r.column for r in refused.rejected] == [*columns, "service_date", "volunteer_no"]
    assert not [r for r in refused.rejected if "张三" in r.value or "1101" in r.value]
    assert (await import_rows(graph, parts, dry_run=True)).loaded == 0


def test_an_import_holds_records_and_counts_them(graph: Graph, run: Run) -> None:
    run(world(graph))
    run(imported(graph))


async def races(graph: Graph) -> None:
    entering = (
        calls.enter(graph, record_id=f"D{n}", team_id=team, service_hours=5)
        for n, team in enumerate(("T", "L", "H500112011", "H500112012", "H500103") * 2)
    )
    results = await asyncio.gather(*entering)
    taken = [r.record_id for r in results if r.error is None]
    assert len(taken) == 4
    told = await asyncio.gather(*(calls.decide(graph, str(i)) for i in taken * 3))
    assert len([r for r in told if r.error is None]) == 4
    held = await demand_right(graph)
    assert [row["state"] for row in held] == ["confirmed"] * 4


def test_a_day_has_24_hours_and_a_record_one_confirmation_under_races(
    graph: Graph, run: Run
) -> None:
    run(world(graph))
    run(races(graph))
