"""A change costs what it touches and not what there is: db hits at two sizes of the network."""

from __future__ import annotations

from collections import Counter
from typing import Any, LiteralString

import pytest

from graph_service import cypher
from graph_service.changes.writing import Change, carry_out, nothing
from graph_service.graph import Graph
from graph_service.graph.tracing import traced
from graph_service.graph.transaction import Row, Transaction
from graph_service.operations.held import Operation
from graph_service.plans import making
from graph_service.request import Trace
from tests.conftest import Run
from tests.plans.test_laws import draft
from tests.worlds import build
from tests.worlds.elsewhere import load_elsewhere

V, TOWN, DISTRICT = "H500112011001", "H500112011", "H500112"
OLD, NEW = ["500112011002", "500112011003"], "500112011090"
CHANGES: dict[str, dict[str, Any]] = {
    "a contact": {"operation": "update_team", "team_id": "T", "contact_name": "换人"},
    "a name": {"operation": "update_team", "team_id": "T", "name": "改名志愿服务队"},
    "a hub's name": {"operation": "update_team", "team_id": V, "name": "改名志愿服务大队"},
    "a place": {"operation": "update_team", "team_id": "T", "region_code": "500112011003"},
    "a liaison": {"operation": "set_liaison", "team_id": V, "liaison_id": DISTRICT},
    "a viewing team": {"operation": "add_viewing", "team_id": "T", "viewer_id": TOWN},
    "a group": {
        "operation": "set_permission_group",
        "team_id": TOWN,
        "permission_group": "intermediate",
        "group_set_by": DISTRICT,
    },
    "a hub's status": {"operation": "set_status", "team_id": V, "status": "suspended"},
    "divisions that merge": {
        "operation": "merge_regions",
        "from": OLD,
        "into": {"region_code": NEW, "name": "合社区", "kind": "community"},
        "valid_from": "2026-01-01",
    },
    "a division's name": {
        "operation": "rename_region",
        "region_code": "500112011",
        "name": "新溪街道",
        "valid_from": "2026-01-01",
    },
}
CARRIED_OUT = "a contact, carried out"
MORE = 1500


@pytest.fixture
def spent(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Db hits by statement, of whatever is run in transactions that write."""
    counted: Counter[str] = Counter()

    async def result(self: Any, statement: LiteralString, given: Row) -> list[Any]:
        found = await self._inner.run(cypher.profiled(statement), given)
        records = [record async for record in found]
        profile = (await found.consume()).profile
        cost = traced(statement, given, 0.0, Trace(profile=True), profile)
        counted[cost["name"] or statement[:150]] += cost["db_hits"]
        return records

    async def run(self: Any, statement: LiteralString, /, **given: Any) -> list[Row]:
        return [record.data() for record in await result(self, statement, given)]

    async def values(self: Any, statement: LiteralString, /, **given: Any) -> list[list[Any]]:
        return [list(record.values()) for record in await result(self, statement, given)]

    monkeypatch.setattr(Transaction, "run", run)
    monkeypatch.setattr(Transaction, "values", values)
    return counted


def test_changes_cost_what_they_touch(graph: Graph, run: Run, spent: Counter[str]) -> None:
    def costs(contact: str) -> dict[str, Counter[str]]:
        found = {}
        for name, operation in CHANGES.items():
            spent.clear()
            run(making.make(graph, draft([operation])))
            found[name] = Counter(spent)
        spent.clear()
        change = Change([Operation("update_team", "T", {"contact_name": contact})])
        run(carry_out(graph, change, nothing))
        found[CARRIED_OUT] = Counter(spent)
        return found

    run(build.load(graph, build.teams_of(build.example("E-15"))))
    few = costs("李四")
    run(load_elsewhere(graph, MORE))
    many = costs("王五")
    grown = {
        (name, statement): (few[name][statement], hits)
        for name in many
        for statement, hits in many[name].items()
        if hits > few[name][statement] * 1.3 + MORE / 3
    }
    assert not grown
    totals = {name: sum(hits.values()) for name, hits in many.items()}
    assert max(totals.values()) < 22_000, totals
    assert totals[CARRIED_OUT] < 1_500, many[CARRIED_OUT]
    assert len(many[CARRIED_OUT]) == 2, "a contact is changed by two statements"
