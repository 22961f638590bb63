"""Service records as the graph holds them, and what is kept beside them: hours, who reviews.

Whoever writes records holds the affiliation lock, then the records lock: so no liaison changes
between a route and the decision that rests on it, and no two writers count one volunteer's day.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Any

from graph_service import cypher
from graph_service.answers.routes import RouteFound
from graph_service.errors import ServiceError
from graph_service.graph import Reading, Row, Transaction
from graph_service.questions.routing import routes
from graph_service.rows.record_forms import hundredths
from graph_service.rows.rows import Spool, Values
from graph_service.store import derived
from graph_service.store.tables import existing
from graph_service.vocabulary import Business, Outcome, RecordState

_LOCK = cypher.load("register/records/lock_records")
_CREATE = cypher.load("register/records/create_records")
_CHANGE = cypher.load("register/records/change_records")
_LINK_DECIDERS = cypher.load("register/records/link_deciders")
_DELETE = cypher.load("register/records/delete_records")
_DROP_VOLUNTEERS = cypher.load("register/records/drop_volunteers")
_KEEP_HOURS = cypher.load("register/records/keep_hours")
_REWRITE_REVIEWERS = cypher.load("register/records/rewrite_reviewers")
_ANY_RECORD = cypher.load("register/records/any_record")
_CHUNK = 1000
RECORD_OPERATIONS = ("enter_records", "decide_records", "correct_record", "delete_record")
_TYPED = ("record_id", "team_id", "volunteer_no", "service_date", "entered_at", "decided_at")

Change = tuple[Values | None, Values | None]  # a record's row before and after; None for none
Reviewers = Mapping[str, str | None]
Months = set[tuple[str, str]]


async def lock(tx: Transaction) -> tuple[str, str]:
    """Take the records lock; return the moment in whole seconds, and its day, in China."""
    [row] = await tx.run(_LOCK)
    return row["now"], row["day"]


async def reviews(reading: Reading, team_ids: Iterable[str]) -> dict[str, RouteFound]:
    """Return who reviews the hours of each team that is on record, asked live."""
    asked = [(team_id, str(Business.HOURS_RECORDING)) for team_id in sorted(set(team_ids))]
    found = zip(asked, await routes(reading, asked), strict=True)
    return {i: route for (i, _), route in found if not isinstance(route, ServiceError)}


def reviewer_of(team_id: str, outcome: str, final: Mapping[str, Any] | None) -> str | None:
    """Return the id that a waiting record bears: the final reviewer's, at the root its own team's.

    None where nobody can be found.
    """
    if outcome == Outcome.ROOT:
        return team_id
    return final["id"] if final else None


async def write(tx: Transaction, changes: list[Change], reviewers: Reviewers) -> Months:
    """Write what became of some records; return the months whose hours are to be counted anew.

    ``reviewers`` has the reviewer of each team whose records wait afterwards.
    """
    for start in range(0, len(changes), _CHUNK):
        await _write(tx, changes[start : start + _CHUNK], reviewers)
    return {
        (str(row["team_id"]), str(row["service_date"])[:7])
        for pair in changes
        for row in pair
        if row is not None and row["state"] == RecordState.CONFIRMED
    }


async def write_rows(
    tx: Transaction, spool: Spool, now: str, entered_by: str | None
) -> AsyncIterator[int]:
    """Write records' rows as an import has them, and count their months anew at the end.

    What does not say when or by whom it was entered was now, by whoever imports.
    """
    await lock(tx)
    months: Months = set()
    blank: Values = {"entered_at": now, "entered_by": entered_by}
    for chunk in spool:
        months |= await write_part(tx, chunk, blank)
        yield len(chunk)
    await keep_hours(tx, months)


async def write_part(tx: Transaction, part: list[Any], blank: Values) -> Months:
    """Write some put-aside records; return the months whose hours are to be counted anew.

    ``blank`` has what stands where a row says nothing.
    """
    olds = await existing(tx, "records", [row for row, is_known in part if is_known])
    pairs: list[Change] = [
        (olds.get(row["record_id"]), row | {n: row[n] or v for n, v in blank.items()})
        for row, _ in part
    ]
    found = await reviews(tx, {row["team_id"] for row, _ in part})
    return await write(tx, pairs, reviewers_in(found))


def reviewers_in(found: Mapping[str, RouteFound]) -> dict[str, str | None]:
    """Return the reviewer's id of each team by its route."""
    return {
        i: reviewer_of(i, route["outcome"], route["final_reviewer"]) for i, route in found.items()
    }


async def keep_hours(tx: Transaction, months: Months, team_ids: list[str] | None = None) -> None:
    """Count months anew, and those of teams that may have moved or changed their form."""
    ordered = [list(month) for month in sorted(months)]
    for start in range(0, len(ordered), _CHUNK):
        await tx.run(_KEEP_HOURS, months=ordered[start : start + _CHUNK], team_ids=[])
    if team_ids:
        await tx.run(_KEEP_HOURS, months=[], team_ids=team_ids)


async def follow(tx: Transaction, reviewers: Reviewers, moved: list[str] | None) -> None:
    """Let waiting records and hours follow the network: who reviews now, where teams stand now.

    ``moved`` are the teams that may have moved, None for all. Whoever changes the network holds
    the affiliation lock, without which nobody writes records.
    """
    rows = [[team_id, reviewer] for team_id, reviewer in sorted(reviewers.items())]
    for start in range(0, len(rows), _CHUNK):
        await tx.run(_REWRITE_REVIEWERS, rows=rows[start : start + _CHUNK])
    if moved or moved is None:
        await tx.run(_KEEP_HOURS, months=[], team_ids=moved)


async def renew(tx: Transaction) -> None:
    """Find anew who reviews what waits, and count all hours anew; nothing where no record is."""
    if (await tx.run(_ANY_RECORD))[0]["any"]:
        await derived.rebuild_records(tx)


async def _write(tx: Transaction, changes: list[Change], reviewers: Reviewers) -> None:
    made = [_row(new, reviewers) for old, new in changes if old is None and new is not None]
    kept = [(old, new) for old, new in changes if old is not None and new is not None]
    gone = [old for old, new in changes if old is not None and new is None]
    if made:
        await tx.run(_CREATE, rows=made)
    if kept:
        await tx.run(_CHANGE, rows=[_row(new, reviewers) for _, new in kept])
    deciders = [
        [new["record_id"], new["decided_by"], new["decided_at"]]
        for old, new in changes
        if new is not None and _decision(old) != _decision(new)
    ]
    if deciders:
        await tx.run(_LINK_DECIDERS, rows=deciders)
    if gone:
        await tx.run(_DELETE, record_ids=[old["record_id"] for old in gone])
    left = {o["volunteer_no"] for o in gone}
    left |= {o["volunteer_no"] for o, n in kept if o["volunteer_no"] != n["volunteer_no"]}
    if left:
        await tx.run(_DROP_VOLUNTEERS, volunteer_nos=sorted(map(str, left)))


def _decision(row: Values | None) -> tuple[str | None, str | None]:
    return (row["decided_by"], row["decided_at"]) if row else (None, None)


def _row(row: Values, reviewers: Reviewers) -> Row:
    properties: Row = {name: value for name, value in row.items() if name not in _TYPED}
    waits = row["state"] == RecordState.ENTERED
    properties["service_hours"] = hundredths(row["service_hours"] or "")
    properties["reviewer_id"] = reviewers.get(row["team_id"] or "") if waits else None
    return {name: row[name] for name in _TYPED} | {"properties": properties}
