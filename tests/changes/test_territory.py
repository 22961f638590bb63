"""Operations on the division tree: what they make of regions, teams and answers, and what not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graph_service.changes import readings
from graph_service.changes.writing import Change, Outcome, carry_out
from graph_service.graph import Graph, Transaction
from graph_service.model import Policy
from graph_service.operations.forming import from_dict
from graph_service.questions import rules
from graph_service.store import derived, exports
from tests.conftest import Run
from tests.worlds import build

TODAY = "2026-01-01"
MERGER = {
    "operation": "merge_regions",
    "from": ["500105", "500112"],
    "into": {"region_code": "500157", "name": "两江新区", "kind": "district"},
    "valid_from": "2025-12",
}
MOVED = {
    "500109": ("500112133", "500112135", "500112138", "500112140", "500112143"),
    "500157": ("500109006", "500109008", "500109009", "500109104", "500109108"),
}


@pytest.fixture
def world(graph: Graph, run: Run) -> Iterator[Graph]:
    run(build.divisions(graph))
    run(build.load(graph, build.teams_of(build.example("E-26"))))
    run(readings.enforce(graph))
    yield graph
    run(build.wipe(graph))
    run(build.divisions(graph))


def do(graph: Graph, run: Run, *written: dict[str, Any]) -> Outcome:
    found: list[Outcome] = []

    async def answer(tx: Transaction, outcome: Outcome) -> tuple[int, None]:
        found.append(outcome)
        return 200, None

    operations = [from_dict(each) for each in written]
    run(carry_out(graph, Change(operations, accept_violations=True), answer))
    return found[-1]


def exported(graph: Graph, run: Run, *but: str) -> list[Any]:
    async def rows() -> list[Any]:
        kinds = exports.KINDS
        return [
            {name: value for name, value in row.items() if name not in but}
            for kind in kinds
            async for row in exports.rows(graph, kind)
        ]

    return run(rows())


def test_divisions_merge_by_operations_as_by_their_edition(world: Graph, run: Run) -> None:
    moves = [
        {"operation": "move_region", "region_code": code, "to_parent": to, "valid_from": "2025-12"}
        for to, codes in MOVED.items()
        for code in codes
    ]
    there = [move for move in moves if move["to_parent"] == "500109"]
    done = do(world, run, *there, MERGER, *(move for move in moves if move not in there))
    assert done.revision
    assert found_by(world, run, "S-3") == {"H500112"}
    by_operations = exported(world, run, "edition")
    derived_equal(world, run)
    run(build.wipe(world))
    run(build.divisions(world))
    run(build.load(world, build.teams_of(build.example("E-26"))))
    run(readings.enforce(world))
    do(world, run, {"operation": "adopt_edition", "edition": "2026"})
    assert exported(world, run, "edition") == by_operations
    derived_equal(world, run)


def test_a_zone_runs_what_succeeded_its_towns(world: Graph, run: Run) -> None:
    world.policy = Policy(zone_overlay=True)
    run(build.tree(world))
    town = {"region_code": "500110090", "name": "新街道", "kind": "street"}
    merger = MERGER | {"from": ["500110004", "500110005"], "into": town, "valid_from": TODAY}
    try:
        do(world, run, merger)
        assert run(world.read(_ABOVE, code="500110090")) == [{"above": "ZWS"}]
        derived_equal(world, run, zone_overlay=True)
    finally:
        world.policy = Policy()
        run(build.divisions(world))
        run(build.tree(world))


def found_by(graph: Graph, run: Run, rule_id: str) -> set[str | None]:
    rows = run(rules.ask(graph.read, graph.policy, rule_id, None))
    return {row["team_id"] for row in rows}


def derived_equal(graph: Graph, run: Run, *, zone_overlay: bool = False) -> None:
    """What is derived is what a rebuild would write."""
    assert not found_by(graph, run, "D-1")
    before = run(graph.read(_DERIVED))
    run(graph.write(lambda tx: derived.rebuild_paths(tx, zone_overlay=zone_overlay)))
    assert run(graph.read(_DERIVED)) == before


_ABOVE = """
MATCH (r:Region {region_code: $code})-[:EFFECTIVE_PARENT]->(up:Region)
RETURN up.region_code AS above
"""
_DERIVED = """
MATCH (n:Region|Team)
RETURN coalesce(n.team_id, n.region_code) AS id, n.territory_path AS path, n.caption AS caption,
  coalesce(n.display_name, n.qualified_name) AS shown, n.plain_name AS plain,
  COLLECT { MATCH (n)-[e:EFFECTIVE_PARENT|SEAT|SUPERIOR_HUB|STANDS_UNDER]->(o)
    RETURN [type(e), elementId(o)] ORDER BY type(e), elementId(o) } AS edges
ORDER BY id
"""
