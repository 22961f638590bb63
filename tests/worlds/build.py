"""Worlds: rows in the importer's columns, loaded through the importer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache, partial
from pathlib import Path
from typing import Any

from graph_service.graph import Graph, Transaction
from graph_service.imports.import_rows import Report, import_rows
from graph_service.operations.specs import specs
from graph_service.rows.columns import columns
from graph_service.rows.rows import SourceRow, Spool
from graph_service.sample.regions import region_rows
from graph_service.store import derived, territory
from graph_service.store.tables import write

Row = dict[str, str]
# The four persons that a team is registered with.
PERSONS = {
    "person_in_charge_name": "张三",
    "person_in_charge_mobile": "13800138000",
    "contact_name": "李四",
    "contact_mobile": "13900139000",
    "administrator_name": "王五",
    "records_officer_name": "赵六",
}
_WIPE = """
MATCH (n:Team|Person|UpgradeApplication|RegistrationAuthority|Change|Token|Plan|Answered
  |Words|Bare|Passing|AnswerChange|PlanChunk|Gone|ServiceRecord|Volunteer|HoursOfMonth|RegionHours)
CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS
"""
_UNMARK = "MATCH (marker:Lock {id: 'loading'}) DELETE marker"
_MOVED = """
CYPHER 25
UNWIND $rows AS row
MATCH (region:Region {region_code: row.region_code})
LET parent = head(COLLECT { MATCH (region)-[:PART_OF]->(up:Region) RETURN up.region_code })
FILTER region.name <> row.name OR coalesce(parent, '') <> row.parent_code
  OR region.valid_to IS NOT NULL OR coalesce(region.ended, false)
  OR EXISTS { (region)-[:SUCCEEDED_BY]->() }
WITH collect(region.region_code) AS codes
OPTIONAL MATCH (policy:Policy)
SET policy.edition = '2023-06'
RETURN codes
"""
_MOVES = """
MATCH (change:Change) WHERE change.operation IN $operations
RETURN count(change) > 0 AS divisions
"""
_NEW = """
MATCH (region:Region) WHERE region.kind <> 'functional_zone' AND NOT region.region_code IN $codes
DETACH DELETE region
"""


@cache
def worked() -> dict[str, Any]:
    text = (Path(__file__).parent / "worked-examples.json").read_text(encoding="utf-8")
    return json.loads(text)


def example(identifier: str) -> dict[str, Any]:
    return next(entry for entry in worked()["examples"] if entry["id"] == identifier)


def teams_of(entry: dict[str, Any]) -> list[Row]:
    """The example's world: the base world, less ``without``, its own teams put over it."""
    teams = {team["team_id"]: team for team in worked()["base_world"]["teams"]}
    for gone in entry["without"]:
        del teams[gone]
    return list((teams | {team["team_id"]: team for team in entry["teams"]}).values())


def authorities() -> list[Row]:
    return worked()["base_world"]["registration_authorities"]


def sources(name: str, rows: Iterable[Row]) -> list[SourceRow]:
    return [SourceRow(name, number, row) for number, row in enumerate(rows, 2)]


async def load(
    graph: Graph,
    teams: Iterable[Row],
    applications: Iterable[Row] = (),
    authority_rows: Iterable[Row] | None = None,
    *,
    record: bool = False,
) -> Report:
    """Load a world; what follows from it is recorded only where a test is about that."""
    given = authorities() if authority_rows is None else authority_rows
    report = await import_rows(
        graph,
        {
            "registration_authorities": sources("registration_authorities.csv", given),
            "teams": sources("teams.csv", teams),
            "applications": sources("applications.csv", applications),
        },
        record=record,
    )
    assert not report.rejected, report.rejected[:3]
    return report


async def tree(graph: Graph, day: str = "2026-11-26") -> bool:
    """Build the tree under the graph's policy, whatever edition stood before; False if it did."""

    async def work(tx: Transaction) -> bool:
        known = await territory.stored(tx)
        wanted = territory.readings_in(graph.policy)
        if known and all(known[name] == wanted[name] for name in ("zone_overlay", "edition")):
            return False
        await territory.put_in_force(tx, graph.policy, day)
        return True

    return await graph.write(work)


async def divisions(graph: Graph) -> int:
    """Bring the divisions back to the sample's, whatever operations made of them; how many."""
    rows = [row.values for row in region_rows()]

    async def work(tx: Transaction) -> int:
        [found] = await tx.run(_MOVED, rows=rows)
        wanted = set(found["codes"])
        await _planted([row for row in rows if row["region_code"] in wanted], tx)
        await tx.run(_NEW, codes=[row["region_code"] for row in rows])
        return len(wanted)

    return await graph.write(work)


async def plant(graph: Graph, rows: Iterable[Row]) -> None:
    """Put divisions beside the sample's, in the importer's columns."""
    await graph.write(partial(_planted, list(rows)))


async def _planted(rows: list[Row], tx: Transaction) -> None:
    spool = Spool("regions")
    spool.extend([[_held(row), False] for row in rows])
    async for _ in write(tx, "regions", spool, day="2026-11-26"):
        pass
    codes = [row["region_code"] for row in rows]
    await derived.update_territory(tx, codes, zone_overlay=tx.policy.zone_overlay)


def division(code: str, name: str, level: str, kind: str, parent: str) -> Row:
    """One division's row."""
    row = {"region_code": code, "name": name, "level": level, "kind": kind}
    return row | {"parent_code": parent, "edition": "2023-06"}


def _held(row: Row) -> dict[str, str | None]:
    return {column.name: row.get(column.name) or None for column in columns("regions")}


async def wipe(graph: Graph) -> None:
    """Take away whatever a test made; what its operations did to divisions is put back too."""
    moving = [name for name, spec in specs().items() if spec.about in ("regions", "changes")]
    await graph.apply(_UNMARK)
    [moved] = await graph.read(_MOVES, operations=moving)
    await graph.apply(_WIPE)
    if moved["divisions"]:
        await divisions(graph)
        await tree(graph)
