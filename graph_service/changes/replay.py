"""Replay: the history told to an empty store gives the same graph.

Every change carries what it wrote, imports their rows packed; so the history is a register's
longest-lived backup, and the proof that it leaves nothing out.
"""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from graph_service import cypher
from graph_service.changes import readings, standing, storing
from graph_service.consequences import keeping
from graph_service.consequences.cone import Cone
from graph_service.consequences.rehearsal import Followed, rehearse, settled
from graph_service.errors import Conflict, InvalidInput
from graph_service.graph import Graph, Transaction
from graph_service.imports.carrying import carried, marked
from graph_service.record.moments import read_moment
from graph_service.rows.columns import kinds
from graph_service.rows.rows import Spool, Values
from graph_service.store import history, records, territory
from graph_service.store.records import RECORD_OPERATIONS

_READ_CHANGES = cypher.load("questions/history/read_changes")
_PACKED = "rows_"
_READ = ("fast_review_policy", "zone_overlay", "upgrade_cap", "edition")

Change = dict[str, Any]


async def changes(graph: Graph) -> AsyncIterator[Change]:
    """Yield every change whole, in the order of revisions; packed rows as base64 text."""
    after = 0
    while rows := await graph.values(_READ_CHANGES, after=after, limit=20):
        for (change,) in rows:
            after = change["revision"]
            yield {name: _written(value) for name, value in change.items()}


def until(told: Iterable[Change], as_of: str) -> Iterator[Change]:
    """Yield the changes up to a revision, or those recorded at or before a time.

    Raises InvalidInput for what is neither.
    """
    revision, at = read_moment(as_of)
    last = datetime.fromisoformat(at) if at else None
    for change in told:
        if revision is not None and change.get("revision", 0) > revision:
            return
        if last is not None and datetime.fromisoformat(str(change.get("recorded_at"))) > last:
            return
        yield change


async def replay(
    graph: Graph, told: Iterable[Change], progress: Callable[[int], None] = lambda revision: None
) -> int:
    """Carry changes out again, in their order, and return the newest revision.

    Raises Conflict if the store has a history that these changes do not go on from, and
    InvalidInput for a change that is none.
    """
    newest = await history.revision(graph)
    for change in told:
        if change.get("revision") != newest + 1:
            raise Conflict(
                f"变更应从第 {newest + 1} 号接着，而不是第 {change.get('revision')} 号。",
                f"The next change must be {newest + 1}, not {change.get('revision')}:"
                " replay into an empty store, or one that these changes go on from.",
            )
        await settled(graph, partial(_attempt, change), most=None)
        newest += 1
        progress(newest)
    return newest


async def _attempt(change: Change, watched: Cone | None, tx: Transaction) -> None:
    known = await territory.stored(tx)
    if known is not None:
        tx.policy = tx.policy.model_copy(
            update={n: known[n] for n in _READ if known[n] is not None}
        )
    computed = ("revision", "answer_count", "created_count", "created")
    entry = {name: _read(name, value) for name, value in change.items() if name not in computed}
    told = _AGAIN.get(change["operation"], _rows)
    await told(tx, entry, watched)


async def _rows(tx: Transaction, entry: Change, watched: Cone | None) -> None:
    if "rows_plan" in entry:
        [[rows]] = Spool.unpacked("plan", entry["rows_plan"])
        before = await standing.rows_of(tx, *(set(rows.get(kind, ())) for kind in storing.KINDS))
        after = before.copy()
        after.teams |= rows["teams"]
        after.applications |= rows["applications"]
        after.regions |= rows.get("regions", {})
        after.edition = rows.get("edition", after.edition)
    else:
        team_id, identifier = entry["team_id"], entry.get("application_id")
        before = await standing.rows_of(tx, {team_id}, {identifier} if identifier else set())
        after = before.copy()
        after.teams[team_id] = _then(before.teams[team_id], entry, "")
        if identifier:
            then = _then(before.applications.get(identifier), entry, "application_")
            after.applications[identifier] = then
    seeds = await storing.seeds(tx, before, after)
    followed = await rehearse(
        tx, seeds, partial(storing.write_held, tx, before, after), watched=watched
    )
    revision = await history.append(tx, history.SYSTEM, entry | keeping.told(followed))
    await storing.keep(tx, revision, before, followed, as_plan="rows_plan" in entry)


async def _import(tx: Transaction, entry: Change, watched: Cone | None) -> None:
    spools: dict[str, Spool] = {}
    for kind in kinds():
        packed = entry.get(f"{_PACKED}{kind}")
        if packed:
            spools[kind] = Spool.unpacked(kind, packed)
    followed = await carried(tx, spools, entry, watched=watched, record="reset" not in entry)
    revision = await history.append(tx, history.SYSTEM, entry | keeping.told(followed))
    await marked(tx, spools, followed, revision)


async def _records(tx: Transaction, entry: Change, watched: Cone | None) -> None:
    await records.lock(tx)
    spool = Spool.unpacked("changes", entry["rows_changes"])
    changes = [(old, new) for chunk in spool for old, new in chunk]
    team_ids = [row["team_id"] for pair in changes for row in pair if row]
    found = await records.reviews(tx, team_ids)
    await records.keep_hours(tx, await records.write(tx, changes, records.reviewers_in(found)))
    revision = await history.append(tx, history.SYSTEM, entry | keeping.told(Followed()))
    if "team_id" not in entry:
        await history.touched(tx, team_ids, revision)


async def _readings(tx: Transaction, entry: Change, watched: Cone | None) -> None:
    await readings.set_again(tx, entry)


_AGAIN = {
    **dict.fromkeys(RECORD_OPERATIONS, _records),
    "import": _import,
    "set_readings": _readings,
    "upgrade": _readings,
}


def _then(row: Values | None, change: Change, prefix: str) -> Values | None:
    """Return the row after a change: what was told of it laid over what stands."""
    before, after = change.get(f"{prefix}before"), change.get(f"{prefix}after")
    if after is None:
        return None if before is not None else row
    blank: Values = dict.fromkeys(storing.names(prefix))
    return (row or blank) | json.loads(after)


def _written(value: Any) -> Any:
    return base64.b64encode(value).decode() if isinstance(value, bytes | bytearray) else value


def _read(name: str, value: Any) -> Any:
    if not name.startswith(_PACKED):
        return value
    try:
        return base64.b64decode(value, validate=True)
    except ValueError as error:
        raise InvalidInput(name, None, "不是变更记录。", "this is no packed row.") from error
