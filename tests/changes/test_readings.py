"""Readings on record: a start under others is a change, and so is a day on which regions end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from graph_service.api.daily import until_next_day
from graph_service.changes import readings, replay
from graph_service.errors import InvalidInput
from graph_service.graph import Graph
from graph_service.model import Policy
from graph_service.questions import regions
from graph_service.record.first_values import answers_of
from graph_service.store import derived, policy
from tests.conftest import Run
from tests.consequences.laws import everything
from tests.worlds import build

NEWEST = "MATCH (c:Change {revision: $revision}) RETURN properties(c) AS change"
FORGET = "MATCH (p:Policy) REMOVE p.digest, p.upgrade_cap, p.fast_review_policy"


@pytest.fixture
def world(graph: Graph, run: Run) -> Iterator[Graph]:
    run(build.load(graph, build.teams_of(build.example("E-26"))))
    yield graph
    graph.policy = Policy()
    run(readings.enforce(graph))
    run(graph.apply("MATCH (r:Region {region_code: '500112'}) REMOVE r.valid_to, r.ended"))
    run(build.tree(graph))
    run(graph.write(partial(derived.rebuild_paths, zone_overlay=False)))


def change(graph: Graph, run: Run, revision: int | None) -> dict[str, Any]:
    return run(graph.read(NEWEST, revision=revision))[0]["change"]


def test_a_start_under_other_readings_is_one_change_that_resets(world: Graph, run: Run) -> None:
    run(readings.enforce(world))
    assert run(readings.enforce(world)) is None
    world.policy = Policy(zone_overlay=True)
    revision = run(readings.enforce(world))
    found = change(world, run, revision)
    assert (found["operation"], found["reset"]) == ("set_readings", True)
    assert json.loads(found["readings"])["zone_overlay"] is True
    assert run(regions.region(world, "ZWS"))["regions"] == 110
    assert run(readings.enforce(world)) is None


def test_a_store_of_the_version_before_appends_its_upgrade(world: Graph, run: Run) -> None:
    run(readings.enforce(world))
    run(world.apply(FORGET))
    revision = run(readings.enforce(world))
    found = change(world, run, revision)
    assert (found["operation"], found["reset"]) == ("upgrade", True)
    assert found["digest"] == policy.digest()
    assert run(readings.enforce(world)) is None


def test_the_edition_counts_for_an_empty_store_only(world: Graph, run: Run) -> None:
    run(readings.enforce(world))
    world.policy = Policy(edition="2026")
    assert run(readings.enforce(world)) is None
    assert world.policy.edition == "2023-06"
    assert run(regions.region(world, "500112"))["regions"] == 443


def test_a_day_that_ends_a_region_is_a_change_and_is_told_again(world: Graph, run: Run) -> None:
    run(readings.enforce(world))
    due = "MATCH (r:Region {region_code: '500112'}) SET r.valid_to = '2026-01-01'"
    assert run(readings.end_regions(world)) is None
    run(world.apply(due))
    before = run(everything(world))
    revision = run(readings.end_regions(world))
    assert change(world, run, revision)["operation"] == "end_regions"
    after = run(everything(world))
    page = run(answers_of(world, revision or 0, limit=1000))
    wanted = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    said = {(c["kind"], c["subject"], c["key"]) for c in page["items"]}
    assert wanted
    assert {tuple(key) for key in wanted} <= said
    assert ("finding", "H500112", "S-3") in said
    assert run(readings.end_regions(world)) is None


def test_a_replay_ends_with_a_revision_or_a_time() -> None:
    told = [{"revision": n, "recorded_at": f"2026-03-0{n}T08:00:00+08:00"} for n in (1, 2, 3)]

    def last(as_of: str) -> int:
        return [change["revision"] for change in replay.until(told, as_of)][-1]

    assert last("2") == 2
    assert last("2026-03-03") == 2
    assert last("2026-03-03T09:00:00+08:00") == 3
    with pytest.raises(InvalidInput):
        list(replay.until(told, "then"))


def test_a_day_ends_shortly_after_midnight() -> None:
    now = datetime(2026, 12, 31, 23, 59, tzinfo=UTC)
    assert until_next_day(now) == timedelta(minutes=1, seconds=30).total_seconds()
