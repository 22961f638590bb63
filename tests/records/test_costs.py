"""What is asked of records costs the same, however many there are: db hits as ceilings."""

from __future__ import annotations

from typing import Any

from graph_service.graph import Graph
from graph_service.questions import hours, queues, volunteers
from tests.conftest import Run
from tests.worlds import build, records
from tests.worlds.elsewhere import load_elsewhere
from tests.worlds.records import Record, record
from tests.worlds.sizes import Ask, Asked, too_dear


def month(team_id: str) -> Ask:
    return lambda graph: hours.hours_of(graph, team_id, begins="2026-03", ends="2026-03")


def queue(kind: Any = "records", within: str | None = None) -> Ask:
    return lambda graph: queues.queue(graph, "team", "L", kind=kind, within=within, limit=10)


ASKED: Asked = {
    "a month of the city's hours": (month("H50"), 30),
    "a month of a team's hours": (month("T"), 20),
    "hours of all time by month": (lambda graph: hours.hours_of(graph, "H500112"), 40),
    "a page of teams": (lambda graph: hours.hours_of(graph, "H500112", by="team", limit=10), 600),
    "first page of a queue": (queue(), 150),
    "first page within a district": (queue(within="500112"), 260),
    "a volunteer's hours": (lambda graph: volunteers.hours_of_volunteer(graph, "V-0001"), 120),
}


def some(number: int, start: int = 0) -> list[Record]:
    """As many confirmed as waiting, each of a volunteer of its own, in one month."""
    states = ("confirmed", "entered")
    return [
        record(f"{state}-{n}", state=state, volunteer_no=f"V-1{n:04}")
        for n in range(start, number)
        for state in states
    ]


def test_hours_and_queues_cost_what_they_show_and_not_what_there_is(graph: Graph, run: Run) -> None:
    teams = build.teams_of(build.example("E-15"))

    async def few() -> None:
        await build.wipe(graph)
        await build.load(graph, teams)
        await records.put(graph, [record("own", state="confirmed"), *some(20)])

    async def many() -> None:
        await load_elsewhere(graph, 50 * len(teams))
        await records.put(graph, some(1000, start=20))

    above = run(too_dear(graph, ASKED, few, many))
    assert not above, "\n".join(above)
