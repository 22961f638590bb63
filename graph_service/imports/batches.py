"""The rows of a whole register, written and derived from in batches of own transactions."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from graph_service import cypher
from graph_service.consequences import keeping
from graph_service.consequences.cone import Cone
from graph_service.consequences.values import Answers
from graph_service.graph import Transaction
from graph_service.imports.carrying import Told
from graph_service.imports.report import Progress
from graph_service.rows.rows import Spool, Values
from graph_service.store import derived, records, tables, team_rows, territory
from graph_service.store.loading import Load
from graph_service.store.team_rows import TeamChanges

_PREPARE_FOR_REPLANNING = cypher.load("register/imports/prepare_for_replanning")
_CHUNKS = 5  # of a thousand rows each
_IDS = 5000
_MONTHS = 1000
_MANY = 10_000  # beyond it plans made over the empty store mislead
_PLACES = {"regions": "region", "registration_authorities": "registration_authority"}

P = TypeVar("P")
R = TypeVar("R")
T = TypeVar("T")

Works = AsyncIterator[Callable[[Transaction], Awaitable[T]]]


@dataclass(frozen=True)
class Whole:
    """A whole register that was checked, and the marker under which it is written.

    ``before`` are the answers of the cone: of regions that stood already. ``reset`` says that what
    follows is not told.
    """

    ready: dict[str, Spool]
    told: Told
    owner: str
    revision: int
    seated: list[str]
    cone: Cone
    before: Answers
    reset: bool

    def of(self, kind: str) -> Spool:
        """Return the rows of a kind."""
        return self.ready.get(kind) or Spool(kind)

    @property
    def day(self) -> str:
        """The day of the load, by which a region has ended or not."""
        return self.told["recorded_at"][:10]


async def places(load: Load, whole: Whole, progress: Progress) -> dict[str, list[str]]:
    """Write regions and authorities with all that is derived; return the ids by kind of subject."""
    made: dict[str, list[str]] = {}
    if whole.of("regions").count:
        await rows(load, whole, "regions", progress)
        await _planned_anew(load, whole.of("regions").count)
        for part in whole.of("regions").parts(_CHUNKS):
            await load.batch(partial(tables.link_regions, part=part.rows()))
        await load.batch(lambda tx: territory.completed(tx, whole.told))
        made["region"] = await _tree(load, whole)
    if whole.of("registration_authorities").count:
        await rows(load, whole, "registration_authorities", progress)
        await load.batch(lambda tx: derived.rebuild_captions(tx, whole=False))
        told = values(whole.of("registration_authorities"))
        made["registration_authority"] = sorted(row["authority_id"] or "" for row in told)
    for kind, ids in made.items() if not whole.reset else ():
        for some in by_number(ids):
            await load.batch(
                partial(keeping.mark_created, revision=whole.revision, kind=kind, ids=some)
            )
    return made


async def rows(load: Load, whole: Whole, kind: str, progress: Progress) -> None:
    """Write the rows of a kind beside teams and records."""
    for part in whole.of(kind).parts(_CHUNKS):
        done = await load.batch(partial(_write, kind, part, whole.day))
        progress(kind, "write", done)


async def teams(load: Load, whole: Whole, progress: Progress) -> None:
    """Write teams; when all of them stand seat the hubs, and write edges with the hubs above."""
    edges = Spool("edges")
    await load.batches(_nodes(whole, edges), partial(progress, "teams", "write"))
    await _planned_anew(load, whole.of("teams").count)
    for some in by_number(whole.seated):
        await load.batch(partial(derived.seat, region_codes=some))
    await load.batches(_edges(edges))


async def service_records(load: Load, whole: Whole, progress: Progress) -> None:
    """Write records, and when all of them stand the hours of their months."""
    months: records.Months = set()
    told = whole.told
    blank: Values = {"entered_at": told["recorded_at"], "entered_by": told.get("token_id")}
    for part in whole.of("records"):
        months |= await load.batch(partial(_write_records, part, blank))
        progress("records", "write", len(part))
    ordered = sorted(months)
    for start in range(0, len(ordered), _MONTHS):
        some = set(ordered[start : start + _MONTHS])
        await load.batch(lambda tx, some=some: records.keep_hours(tx, some))


def values(spool: Spool) -> Iterator[Values]:
    """Yield the values of rows that are ready."""
    for chunk in spool:
        for row, _ in chunk:
            yield row


def by_number(ids: list[str]) -> Iterator[list[str]]:
    """Yield ids some thousand at a time."""
    return (ids[start : start + _IDS] for start in range(0, len(ids), _IDS))


async def _ahead(parts: Iterable[P], prepare: Callable[[P], R]) -> AsyncIterator[R]:
    """Yield what each part is prepared to; the next one is prepared beside."""
    coming: asyncio.Task[R] | None = None
    for part in parts:
        next_one = asyncio.create_task(asyncio.to_thread(prepare, part))
        if coming is not None:
            yield await coming
        coming = next_one
    if coming is not None:
        yield await coming


async def _planned_anew(load: Load, written: int) -> None:
    if written >= _MANY:
        await load.graph.apply(_PREPARE_FOR_REPLANNING)


async def _tree(load: Load, whole: Whole) -> list[str]:
    """Derive the tree in force, what lies lowest first; return all regions."""
    overlay = territory.readings_of(whole.told)["zone_overlay"]
    codes = await tables.ids(load.graph, "regions")
    lowest_first = sorted(codes, key=len, reverse=True)
    for some in by_number(lowest_first):
        await load.batch(partial(derived.link_parents, region_codes=some, zone_overlay=overlay))
    for some in by_number(lowest_first):
        await load.batch(partial(derived.write_paths, region_codes=some))
    return codes


async def _nodes(whole: Whole, edges: Spool) -> Works[int]:
    """Yield how to write the teams without their edges, which are put aside."""
    marks: dict[str, Any] = {"revision": whole.revision, "imported_in": [whole.revision]}
    marks |= {} if whole.reset else {"created_in": whole.revision}
    async for changes in _ahead(whole.of("teams").parts(_CHUNKS), partial(_team_changes, marks)):
        edges.extend([[[row["team_id"] for row in changes.write], changes.affiliations]])
        yield partial(_write_nodes, changes)


async def _edges(edges: Spool) -> Works[None]:
    for [[team_ids, affiliations]] in edges:
        yield partial(_write_edges, team_ids, affiliations)


def _team_changes(marks: dict[str, Any], part: Spool) -> TeamChanges:
    changes = team_rows.changes_of([row for row, _ in part.rows()], {})
    for row in changes.write:
        row["properties"] |= marks
    return changes


async def _write_nodes(changes: TeamChanges, tx: Transaction) -> int:
    await team_rows.write_nodes(tx, changes)
    return len(changes.write)


async def _write_edges(team_ids: list[str], affiliations: Any, tx: Transaction) -> None:
    await team_rows.write_edges(tx, [[affiliations]])
    await derived.update_hubs(tx, [], team_ids)


async def _write(kind: str, part: Spool, day: str, tx: Transaction) -> int:
    rows = part.rows()
    await tables.write_part(tx, kind, rows, day)
    return len(rows)


async def _write_records(part: list[Any], blank: Values, tx: Transaction) -> records.Months:
    return await records.write_part(tx, part, blank)
