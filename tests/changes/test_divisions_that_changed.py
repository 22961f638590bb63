"""Real changes of divisions, of all kinds and provinces, carried out as operations."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_service.changes import readings
from graph_service.graph import Graph
from graph_service.plans.applying import apply
from graph_service.plans.keeping import Draft
from graph_service.plans.making import make
from graph_service.questions import rules
from graph_service.questions.routing import routes
from graph_service.sample.regions import divisions
from graph_service.store import exports
from graph_service.store.history import SYSTEM
from tests.changes.test_territory import do
from tests.conftest import Run
from tests.reference.routes import BUSINESSES, route
from tests.reference.scope import team_scope
from tests.reference.world import World, is_hub
from tests.strategies import BLANK
from tests.worlds import build

FILE = Path(__file__).parents[1] / "data" / "divisions-that-changed.csv"
Row = dict[str, str]
_SCOPES = """
MATCH (hub:Hub)-[:LOCATED_IN]->(region:Region)
RETURN hub.team_id AS hub,
  COLLECT { MATCH (team:Team)
    WHERE team.territory_path STARTS WITH region.territory_path AND team <> hub
    RETURN team.team_id } AS teams,
  head(COLLECT { MATCH (hub)-[:SUPERIOR_HUB]->(above) RETURN above.team_id }) AS above
ORDER BY hub
"""


def events() -> list[Row]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def root_of(code: str) -> str:
    return "50" if code.startswith("50") else f"{code[:2]}0000"


def kind_of(name: str) -> str:
    if name.endswith(("自治县", "自治旗")):
        return "autonomous_county"
    return "district" if name.endswith("区") else "county"


def operation(event: Row) -> dict[str, Any]:
    """The operation that an event is, dated with its year."""
    sources, to, name = event["from_codes"].split(";"), event["to_code"], event["to_name"]
    given: dict[str, Any] = {"valid_from": event["year"]}
    target: dict[str, Any] = {"region_code": to, "name": name, "kind": kind_of(name)}
    if event["kind"] == "rename":
        return {"operation": "rename_region", "region_code": to, "name": name, **given}
    if event["kind"] == "move":
        moved = {"operation": "move_region", "region_code": sources[0], "to_parent": to}
        return {**moved, **given}
    given["from"] = sources
    if event["kind"] == "split":
        goes_on = {"region_code": sources[0], "children": [f"{sources[0]}001"]}
        parts = [goes_on, target | {"children": [f"{sources[0]}002"]}]
        return {"operation": "split_region", **given, "from": sources[0], "into": parts}
    return {"operation": "merge_regions", **given, "into": target | {"parent": root_of(to)}}


class Small:
    """A small world round each event: a division with two towns and a village, and their teams."""

    def __init__(self, chosen: list[Row]) -> None:
        self.chosen = chosen
        self.known = {row["region_code"]: row for row in divisions()}
        self.regions: dict[str, Row] = {}
        self.teams: dict[str, Row] = {}
        for event in chosen:
            names = event["from_names"].split(";")
            pairs = list(zip(event["from_codes"].split(";"), names, strict=True))
            standing = event["kind"] in ("absorb", "move")
            for code, name in [*pairs, *([(event["to_code"], event["to_name"])] * standing)]:
                self.place(code, name)

    def place(self, code: str, name: str) -> None:
        if len(code) == 9:
            self.place(code[:6], name)
            self.region(code, name, "town", "town", code[:6])
            self.team(f"H{code}", code, "hub", f"H{code[:6]}")
            return
        root = root_of(code)
        self.region(root, f"{root}省", "city", "municipality", "")
        self.region(code, name, "district", kind_of(name), root)
        for town in ("001", "002"):
            self.region(f"{code}{town}", f"{town}镇", "town", "town", code)
        at = f"{code}001201"
        self.region(at, "东村", "village", "village", f"{code}001")
        self.team(f"H{root}", root, "hub", "")
        self.team(f"H{code}", code, "hub", f"H{root}")
        self.team(f"H{code}001", f"{code}001", "hub", f"H{code}")
        self.team(f"H{code}002", f"{code}002", "hub", f"H{code}")
        self.team(f"T{code}", code, "non_hub", f"H{code}")
        self.team(f"T{at}", at, "non_hub", f"H{code}001")

    def team(self, team_id: str, code: str, kind: str, liaison: str) -> None:
        row = {**BLANK, "team_id": team_id, "name": f"团体{team_id}", "team_kind": kind}
        row |= {"region_code": code, "liaison_id": liaison, "status": "active", "branch_of": ""}
        row |= {"registration_status": "unregistered", "registration_authority_id": ""}
        group = "senior_fast" if kind == "hub" else "basic"
        self.teams[team_id] = row | {"viewing_ids": "", "permission_group": group}

    def happen(self, event: Row) -> None:
        """What the event does to the rows, by itself."""
        sources, to, year = event["from_codes"].split(";"), event["to_code"], event["year"]
        if event["kind"] == "rename":
            self.regions[to]["name"] = event["to_name"]
        elif event["kind"] == "move":
            self.regions[sources[0]]["parent_code"] = to
        elif event["kind"] == "split":
            self.found(to, event)
            self.regions[f"{sources[0]}002"]["parent_code"] = to
        else:
            if to not in self.regions:
                self.found(to, event)
            for code in sources:
                over = {"valid_to": year, "succeeded_by": to}
                self.regions[code] |= over
                for row in self.regions.values():
                    if row["parent_code"] == code:
                        row["parent_code"] = to
                for team in self.teams.values():
                    if team["region_code"] == code and not is_hub(team):
                        team["region_code"] = to

    def found(self, code: str, event: Row) -> None:
        name = event["to_name"]
        self.region(code, name, "district", kind_of(name), root_of(code))

    def region(self, code: str, name: str, level: str, kind: str, parent: str) -> None:
        """Note a division; one that the sample has is the sample's."""
        if code not in self.regions:
            made = build.division(code, name, level, kind, parent)
            self.regions[code] = dict(self.known.get(code, made))

    def world(self) -> World:
        """The world of the reference; who has ended stands under nobody."""
        regions = {
            code: row | ({"parent_code": ""} if row.get("valid_to") else {})
            for code, row in self.regions.items()
        }
        return World(self.teams, regions)


@pytest.fixture
def bare(graph: Graph, run: Run) -> Iterator[Graph]:
    """The store whose own divisions stay out of the way: the events' are put in their place."""
    run(build.divisions(graph))
    run(readings.enforce(graph))
    yield graph
    run(build.wipe(graph))
    run(build.divisions(graph))


def loaded(graph: Graph, run: Run, chosen: list[Row]) -> Small:
    small = Small(chosen)
    run(build.plant(graph, [r for c, r in small.regions.items() if c not in small.known]))
    run(build.load(graph, small.teams.values()))
    return small


def as_it_should_be(graph: Graph, run: Run, small: Small) -> None:
    """Rows, routes, scopes and the hubs above are those that the reference gives."""
    held = {row["region_code"]: row for row in run(listed(graph, "regions"))}
    for code, row in small.regions.items():
        wanted = {name: row.get(name) or None for name in ("name", "valid_to", "succeeded_by")}
        assert {name: held[code][name] for name in wanted} == wanted, code
        if not row.get("valid_to"):
            assert (held[code]["parent_code"] or "") == row["parent_code"], code
    teams = {row["team_id"]: row for row in run(listed(graph, "teams"))}
    assert {i: row["region_code"] for i, row in teams.items()} == {
        i: row["region_code"] for i, row in small.teams.items()
    }
    world = small.world()
    asked = [(i, business) for i in small.teams for business in BUSINESSES]
    for (team_id, business), found in zip(asked, run(routes(graph, asked)), strict=True):
        told = route(world, team_id, business)
        final = found["final_reviewer"] and found["final_reviewer"]["id"]
        assert (found["outcome"], final) == (told["outcome"], told["final_reviewer"]), team_id
    for row in run(graph.read(_SCOPES)):
        assert set(row["teams"]) == team_scope(world, row["hub"]), row["hub"]
        ended = small.regions[small.teams[row["hub"]]["region_code"]].get("valid_to")
        assert ended or row["above"] == world.superior(small.teams[row["hub"]]), row["hub"]
    gone = {row["region_code"] for row in small.regions.values() if row.get("valid_to")}
    found = run(rules.ask(graph.read, graph.policy, "S-3", None))
    assert {row["team_id"] for row in found} == {
        i for i, team in small.teams.items() if team["region_code"] in gone
    }
    assert not run(rules.ask(graph.read, graph.policy, "D-1", None))


async def listed(graph: Graph, kind: str) -> list[dict[str, Any]]:
    return [row async for row in exports.rows(graph, kind)]


def test_the_events_are_of_all_kinds_years_and_provinces() -> None:
    rows = events()
    assert len(rows) > 250
    assert len({row["year"] for row in rows}) > 35
    assert len({row["to_code"][:2] for row in rows}) == 31
    assert {row["kind"] for row in rows} == {
        "recode", "merge", "absorb", "rename", "split", "move",
    }  # fmt: skip


def test_real_changes_of_divisions_give_what_they_should(bare: Graph, run: Run) -> None:
    rare = [event for event in events() if event["kind"] in ("absorb", "split", "move")]
    several = [event for event in events() if ";" in event["from_codes"]]
    chosen = {event["to_code"] + event["from_codes"]: event for event in events()[::16]}
    chosen |= {event["to_code"] + event["from_codes"]: event for event in rare + several}
    small = loaded(bare, run, list(chosen.values()))
    done = do(bare, run, *map(operation, small.chosen))
    assert done.revision
    for event in small.chosen:
        small.happen(event)
    as_it_should_be(bare, run, small)


@pytest.mark.laws
def test_every_one_of_them_by_itself(bare: Graph, run: Run) -> None:
    small = loaded(bare, run, events())
    for event in small.chosen:
        assert do(bare, run, operation(event)).revision, event
        small.happen(event)
    as_it_should_be(bare, run, small)


@pytest.mark.laws
def test_every_one_of_them_is_planned_applied_and_undone(bare: Graph, run: Run) -> None:
    """Law 7; and law 4, what a plan showed is what its change records."""
    small = loaded(bare, run, events())
    whole = run(listed(bare, "regions")), run(listed(bare, "teams"))
    for event in small.chosen:
        through_a_plan(bare, run, event)
    assert (run(listed(bare, "regions")), run(listed(bare, "teams"))) == whole
    as_it_should_be(bare, run, small)


def test_some_of_them_are_planned_applied_and_undone(bare: Graph, run: Run) -> None:
    last = {event["kind"]: event for event in events()}
    small = loaded(bare, run, [last[kind] for kind in ("absorb", "split", "move")])
    whole = run(listed(bare, "regions")), run(listed(bare, "teams"))
    for event in small.chosen:
        through_a_plan(bare, run, event)
    assert (run(listed(bare, "regions")), run(listed(bare, "teams"))) == whole
    as_it_should_be(bare, run, small)


def through_a_plan(graph: Graph, run: Run, event: Row) -> None:
    """Plan an event, apply it, plan its undoing and apply that."""
    revision = applied(graph, run, operation(event))
    applied(graph, run, {"operation": "restore", "revision": revision})


def applied(graph: Graph, run: Run, written: dict[str, Any]) -> int:
    planned = run(make(graph, Draft([written], "区划变更", None, SYSTEM, 3600)))
    assert not planned["problems"], planned["problems"]
    done = run(apply(graph, planned["plan_id"], SYSTEM, accept_violations=True))
    assert done["digest"] == planned["digest"]
    return done["revision"]
