"""The answers that a plan changes, page by page: by kind, subject, place and rule."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, cast

from graph_service import cypher
from graph_service.answers.lists import Page
from graph_service.answers.plans import PlannedChange
from graph_service.consequences.rehearsal import AnswerChange
from graph_service.consequences.values import Key, text
from graph_service.errors import NotFound
from graph_service.graph import Graph
from graph_service.plans import folding
from graph_service.plans.texts import worded
from graph_service.questions import cursors
from graph_service.questions.regions import territory_path
from graph_service.record.following import changed, mentioned

_READ_CHANGES = cypher.load("questions/plans/read_changes")
_AT_ONCE = 4

Read = tuple[Key, Any, Any, list[str]]


@dataclass(frozen=True)
class Asked:
    """Which answers are asked for; all of them where nothing is said."""

    kind: str | None = None
    subject: str | None = None
    within: str | None = None
    rule_id: str | None = None
    hub: str | None = None

    def takes(self, change: Read) -> bool:
        """Return whether an answer change is asked for."""
        key, before, after, paths = change
        return (
            self.subject in (None, key.subject)
            and self.kind in (None, key.kind)
            and (self.rule_id is None or (key.kind, key.key) == ("finding", self.rule_id))
            and (self.within is None or any(f"/{self.within}/" in path for path in paths))
            and (self.hub is None or self.hub in mentioned(before, after))
        )


async def page(
    graph: Graph, plan_id: str, asked: Asked, cursor: str | None = None, limit: int = 100
) -> Page[PlannedChange]:
    """Return a page of what differs, ordered by kind, subject and key, its values in words too.

    Raises NotFound for an unknown place.
    """
    await _demand_place(graph, plan_id, asked.within)
    number, *place = cursors.decode(cursor, [0, "", "", ""])
    found: list[tuple[list[Any], Read]] = []
    async for at, change in _read(graph, plan_id, asked, number):
        here = [at, *change[0]]
        if here[1:] > place and asked.takes(change):
            found.append((here, change))
        if len(found) > limit:
            break
    told = await _shown(graph, plan_id, [change for _, change in found[: limit + 1]])
    return cursors.page(told, limit, [here for here, _ in found])


async def stream(graph: Graph, plan_id: str, asked: Asked) -> AsyncIterator[list[PlannedChange]]:
    """Yield all that is asked for, some thousand at a time."""
    await _demand_place(graph, plan_id, asked.within)
    waiting: list[Read] = []
    async for _, change in _read(graph, plan_id, asked, 0):
        if asked.takes(change):
            waiting.append(change)
        if len(waiting) == 1000:
            yield await _shown(graph, plan_id, waiting)
            waiting = []
    if waiting:
        yield await _shown(graph, plan_id, waiting)


async def every(graph: Graph, plan_id: str) -> AsyncIterator[AnswerChange]:
    """Yield every answer change of a plan as it was kept."""
    async for _, (key, before, after, _) in _read(graph, plan_id, Asked(), 0):
        old, new = (None if value is None else text(value) for value in (before, after))
        yield AnswerChange(key, old, new)


@dataclass
class Touched:
    """A subject that a plan changes: where it lies, before and after, and which answers change.

    ``stands`` is whether it is there before and after, ``names`` what it is called where that
    changes.
    """

    paths: list[str]
    kinds: set[str] = field(default_factory=set)
    stands: list[bool] = field(default_factory=lambda: [True, True])
    names: list[dict[str, str]] = field(default_factory=lambda: [{}, {}])


async def touched(graph: Graph, plan_id: str, asked: Asked, most: int) -> dict[str, Touched]:
    """Return the first subjects with a place that are asked for, by their ids."""
    await _demand_place(graph, plan_id, asked.within)
    found: dict[str, Touched] = {}
    async for _, change in _read(graph, plan_id, asked, 0):
        key, _, _, paths = change
        if not paths or not asked.takes(change):
            continue
        if key.subject not in found and len(found) == most:
            continue
        found.setdefault(key.subject, Touched(paths)).kinds.add(key.kind)
    async for _, (key, before, after, _) in _read(graph, plan_id, Asked(kind="name"), 0):
        if key.subject in found:
            one = found[key.subject]
            one.stands = [before is not None, after is not None]
            told = [{key.subject: value["name"]} if value else {} for value in (before, after)]
            one.names = told
    return dict(sorted(found.items(), key=lambda pair: (pair[1].paths[-1], pair[0])))


async def _read(
    graph: Graph, plan_id: str, asked: Asked, number: int
) -> AsyncIterator[tuple[int, Read]]:
    kind = "finding" if asked.rule_id else asked.kind
    while True:
        wanted = {"kind": kind, "subject": asked.subject, "from_number": number}
        rows = await graph.values(_READ_CHANGES, plan_id=plan_id, limit=_AT_ONCE, **wanted)
        for at, of_kind, _, packed in rows:
            for change in folding.unpacked(of_kind, packed):
                yield at, change
            number = at + 1
        if len(rows) < _AT_ONCE:
            return


async def _demand_place(graph: Graph, plan_id: str, within: str | None) -> None:
    """Raise NotFound for a region that neither stands on record nor is made by the plan."""
    if within is None:
        return
    try:
        await territory_path(graph, within)
    except NotFound:
        made = Asked(kind="region", subject=within)
        async for _, change in _read(graph, plan_id, made, 0):
            if made.takes(change):
                return
        raise


async def _shown(graph: Graph, plan_id: str, found: list[Read]) -> list[PlannedChange]:
    names = {
        (key.key, key.subject): (before, after)
        async for key, before, after in _names(graph, plan_id, found)
    }
    said = await worded(graph, [(key, before, after) for key, before, after, _ in found], names)
    return [
        cast("PlannedChange", {**changed(key, before, after), **texts})
        for (key, before, after, _), texts in zip(found, said, strict=True)
    ]


async def _names(
    graph: Graph, plan_id: str, found: list[Read]
) -> AsyncIterator[tuple[Key, Any, Any]]:
    """Yield the names that the plan changes, of whatever the values name."""
    if not found:
        return
    wanted = {key.subject for key, *_ in found}
    wanted |= {name for _, before, after, _ in found for name in mentioned(before, after)}
    async for _, (key, before, after, _) in _read(graph, plan_id, Asked(kind="name"), 0):
        if key.subject in wanted:
            yield key, before, after
