"""A file too large for one transaction, into a store that holds something: as several changes.

What is pointed at goes before what points at it, so that each portion could have been a file of its
own. Every row was checked before the first of them is written.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Any

from graph_service.errors import ServiceError
from graph_service.imports.report import Report
from graph_service.messages import say
from graph_service.rows.columns import columns
from graph_service.rows.rows import Spool
from graph_service.store.tables import key_of

AT_ONCE = 100_000  # rows; what changes more is not tried as one change
_ROWS = 10_000

Write = Callable[[dict[str, Spool], Report], Awaitable[bool]]


@dataclass(frozen=True)
class Turns:
    """The keys of rows to be written, in the order in which they can be.

    What points at each other, and whatever hangs below it, goes ``together``.
    """

    in_order: list[set[str]] = field(default_factory=list)
    together: set[str] = field(default_factory=set)


def turns_of(ready: Mapping[str, Spool]) -> dict[str, Turns]:
    """Return the turns of rows that are ready, by kind."""
    return {kind: _turns(spool) for kind, spool in ready.items() if spool.count}


async def load(
    given: Mapping[str, Spool], turns: Mapping[str, Turns], write: Write, report: Report
) -> None:
    """Let ``write`` load portion after portion, and sum up in the report what became of them.

    ``write`` returns whether to go on: what a row points at may have gone meanwhile. Where it
    raises, the error tells what stands.
    """
    waiting, report.loaded = report.loaded, 0
    for portion in cut(given, turns):
        some = Report()
        try:
            goes_on = await write(portion, some)
        except ServiceError as error:
            _tell(error, report)
            raise
        report.add(some)
        waiting -= sum(spool.count for spool in portion.values())
        if not goes_on:
            report.withheld += waiting
            report.unchanged += waiting
            return


def cut(given: Mapping[str, Spool], turns: Mapping[str, Turns]) -> Iterator[dict[str, Spool]]:
    """Yield rows as they were read in portions of some ten thousand, in their turns."""
    portion: dict[str, Spool] = {}
    for kind, chunks in _uncut(given, turns):
        for rows in chunks:
            portion.setdefault(kind, Spool(kind)).extend(rows)
        if sum(spool.count for spool in portion.values()) >= _ROWS:
            yield portion
            portion = {}
    if portion:
        yield portion


def _uncut(
    given: Mapping[str, Spool], turns: Mapping[str, Turns]
) -> Iterator[tuple[str, list[list[Any]]]]:
    """Yield rows in their turns by the chunk, and all that go together at once."""
    for kind, own in turns.items():
        for keys in own.in_order:
            for rows in _of(given[kind], keys):
                yield kind, [rows]
        if own.together:
            yield kind, list(_of(given[kind], own.together))


def _of(spool: Spool, keys: set[str]) -> Iterator[list[Any]]:
    for chunk in spool:
        if rows := [row for row in chunk if key_of(spool.kind, row[2]) in keys]:
            yield rows


def _turns(spool: Spool) -> Turns:
    kind = spool.kind
    own = [column.name for column in columns(kind) if column.refers_to == kind]
    rows = [(key_of(kind, row), is_known) for chunk in spool for row, is_known in chunk]
    new = {key for key, is_known in rows if not is_known}
    pointing: dict[str, set[str]] = {}
    for chunk in spool if own else ():
        for row, _ in chunk:
            targets = {target for name in own for target in (row[name] or "").split(";")} & new
            if targets:
                pointing[key_of(kind, row)] = targets
    later = _sorted(pointing)
    first = {key for key, _ in rows}.difference(*later, pointing)
    return Turns([first, *later], pointing.keys() - set().union(*later))


def _sorted(pointing: dict[str, set[str]]) -> list[set[str]]:
    """Return the keys that point at others, in turns, without those that wait for one another."""
    sorter = TopologicalSorter(pointing)
    with suppress(CycleError):
        sorter.prepare()
    found: list[set[str]] = []
    while keys := sorter.get_ready():
        found.append(pointing.keys() & keys)
        sorter.done(*keys)
    return [keys for keys in found if keys]


def _tell(error: ServiceError, report: Report) -> None:
    """Add to an error what was written before it: portions that stand are not taken back."""
    if not report.revisions:
        return
    zh, en = say("loading.in_part", loaded=report.loaded, revisions=_span(report.revisions))
    error.message_zh, error.message_en = f"{error.message_zh}{zh}", f"{error.message_en} {en}"
    error.args = (f"{error.message_zh} {error.message_en}",)
    error.members["revisions"] = report.revisions


def _span(revisions: list[int]) -> str:
    first, last = revisions[0], revisions[-1]
    return str(first) if first == last else f"{first}–{last}"
