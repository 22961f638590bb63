"""Changes with the answers that they changed, as followers read them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from graph_service import cypher
from graph_service.answers.changed import AnswerChanged, ChangeAnswered
from graph_service.answers.history import ChangeRow
from graph_service.answers.values import AnsweredKind
from graph_service.consequences import keeping
from graph_service.consequences.values import Key
from graph_service.graph import Graph
from graph_service.questions import history

_TOLD_BY = cypher.load("questions/record/told_by")
SHOWN = 100
BATCH = 100
PASSED = 50


@dataclass(frozen=True)
class Told:
    """A change and what it changed of the answers; each with the territories it lies in."""

    row: ChangeRow
    reset: bool
    created: dict[str, list[str]]
    created_count: int
    changes: list[tuple[AnswerChanged, list[str]]] = field(repr=False)


@dataclass(frozen=True)
class Wanted:
    """Which answer changes a follower wants; all of them where nothing is said."""

    subject: str | None = None
    hub_id: str | None = None
    within: str | None = None
    kind: str | None = None
    operation: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def __bool__(self) -> bool:
        return any((self.subject, self.hub_id, self.within, self.kind))

    def change(self, row: ChangeRow) -> bool:
        """Return whether a change is of the kind and the time that are wanted."""
        at = datetime.fromisoformat(row["recorded_at"])
        return (
            self.operation in (None, row["operation"])
            and (self.since is None or at >= self.since)
            and (self.until is None or at < self.until)
        )

    def of(self, told: Told) -> list[AnswerChanged]:
        """Return those of a change's answer changes that are wanted."""
        return [change for change, paths in told.changes if self._takes(change, paths)]

    def _takes(self, change: AnswerChanged, paths: list[str]) -> bool:
        return (
            self.subject in (None, change["subject"])
            and self.kind in (None, change["kind"])
            and (self.within is None or any(path.startswith(self.within) for path in paths))
            and (self.hub_id is None or self.hub_id in mentioned(change["before"], change["after"]))
        )

    def created_in(self, told: Told) -> bool:
        """Return whether a change created what may be wanted: whose first values it has not."""
        if self.subject is None:
            return told.created_count > 0
        return any(self.subject in ids for ids in told.created.values())


@dataclass(frozen=True)
class Followed:
    """A page of changes as one follower sees them; ``seen`` is the revision that it reaches."""

    items: list[Any]
    seen: int
    complete: bool


async def followed(
    after: Callable[[int], Awaitable[list[Told]]], wanted: Wanted, revision: int, most: int
) -> Followed:
    """Return a page of what is wanted; at most ``PASSED`` batches of other changes are passed."""
    items: list[ChangeAnswered] = []
    seen = revision
    for _ in range(PASSED):
        told = await after(seen)
        for each in told:
            seen = each.row["revision"]
            shown = answered(each, wanted)
            if shown is not None:
                items.append(shown)
            if len(items) == most:
                return Followed(items, seen, complete=False)
        if len(told) < BATCH:
            return Followed(items, seen, complete=True)
    return Followed(items, seen, complete=False)


async def batch(graph: Graph, after: int) -> list[Told]:
    """Return up to ``BATCH`` changes after a revision, with what each changed."""
    rows = await graph.read(_TOLD_BY, after=after, limit=BATCH)
    if not rows:
        return []
    page = await history.changes(graph, after=after, limit=BATCH)
    told = {row["revision"]: row for row in rows}
    return [_told(row, told[row["revision"]]) for row in page["items"] if row["revision"] in told]


def answered(told: Told, wanted: Wanted) -> ChangeAnswered | None:
    """Return a change as a follower sees it, None if nothing of it is wanted.

    The first ``SHOWN`` answer changes stand in it; ``answer_count`` counts all that are wanted.
    """
    if not told.reset and not wanted.change(told.row):
        return None
    changes = wanted.of(told)
    if wanted and not changes and not told.reset and not wanted.created_in(told):
        return None
    return {
        **told.row,
        "answer_changes": changes[:SHOWN],
        "answers_complete": len(changes) <= SHOWN,
        "answer_count": len(changes),
        "created_count": told.created_count,
        "reset": told.reset,
    }


def changed(key: Key, before: Any, after: Any) -> AnswerChanged:
    """Return an answer change as answers carry it."""
    return {
        "kind": cast("AnsweredKind", key.kind),
        "subject": key.subject,
        "key": key.key,
        "before": before,
        "after": after,
    }


def _told(row: ChangeRow, told: dict[str, Any]) -> Told:
    changes = [
        (changed(*each), paths)
        for subject, packed, paths in told["told"]
        for each in keeping.unpack(subject, packed)
    ]
    created = keeping.created(told["created"])
    return Told(row, told["reset"], created, told["created_count"], changes)


def mentioned(*values: Any) -> set[str]:
    """Return every text that some values hold, ids among them."""
    return {text for value in values for text in _texts(value)}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
