"""What followed from one change: what it changed, and the first values of what it created."""

from __future__ import annotations

from typing import Any

from graph_service import cypher
from graph_service.answers.changed import AnswerChanged, AnswersChanged
from graph_service.consequences import keeping
from graph_service.consequences.asking import ask
from graph_service.consequences.cone import of_subjects
from graph_service.consequences.values import Key, by_subject
from graph_service.errors import BeforeReset, NotFound
from graph_service.graph import Graph
from graph_service.questions import cursors, rules
from graph_service.record.following import changed
from graph_service.record.today import loaded

_READ_CHANGE = cypher.load("questions/record/read_change")
_ANSWERS_OF_CHANGE = cypher.load("questions/record/answers_of_change")
_CHANGES_OF = cypher.load("questions/record/changes_of")
_KINDS = ("registration_authority", "region", "team")
_AT_ONCE = 100


async def answers_of(
    graph: Graph, revision: int, *, cursor: str | None = None, limit: int = 100
) -> AnswersChanged:
    """Return a page of the answers that a change changed, then the first values of new subjects.

    Of these ``before`` is null and ``after`` what the first later change says was before it, else
    today's. Raises NotFound for an unknown revision, BeforeReset where first values are asked
    for that lie before a reset.
    """
    rows = await graph.read(_READ_CHANGE, revision=revision)
    if not rows:
        raise NotFound("change", str(revision))
    change = rows[0]
    place = cursors.decode(cursor, [0, "", "", ""])
    items: list[AnswerChanged] = []
    places: list[list[Any]] = []
    if place[0] == 0:
        await _recorded(graph, revision, place, limit, items, places)
    created = keeping.created(change["created"])
    if created and len(items) <= limit:
        if change["later_reset"]:
            raise BeforeReset(change["later_reset"])
        await _first(graph, revision, created, place, limit, items, places)
    page: Any = cursors.page(items[: limit + 1], limit, places[: limit + 1])
    told = ("revision", "recorded_at", "reset", "answer_count", "created_count")
    return {**page, **{name: change[name] for name in told}}


async def _recorded(
    graph: Graph,
    revision: int,
    place: list[Any],
    limit: int,
    items: list[AnswerChanged],
    places: list[list[Any]],
) -> None:
    after = cursors.before(place[1])
    while len(items) <= limit:
        asked = {"revision": revision, "after": after, "limit": _AT_ONCE}
        rows = await graph.read(_ANSWERS_OF_CHANGE, **asked)
        if not rows:
            return
        for row in rows:
            for each in keeping.unpack(row["subject"], row["packed"]):
                _take([0, *by_subject(each[0])], changed(*each), place, items, places)
        after = rows[-1]["subject"]


async def _first(
    graph: Graph,
    revision: int,
    created: dict[str, list[str]],
    place: list[Any],
    limit: int,
    items: list[AnswerChanged],
    places: list[list[Any]],
) -> None:
    for number, kind in enumerate(_KINDS, 1):
        ids = created.get(kind, []) if number >= place[0] else []
        if number == place[0]:
            ids = [i for i in ids if i >= place[1]]
        for start in range(0, len(ids), _AT_ONCE):
            values = await _values(graph, revision, kind, ids[start : start + _AT_ONCE])
            for key in sorted(values, key=by_subject):
                told = changed(key, None, values[key])
                _take([number, *by_subject(key)], told, place, items, places)
            if len(items) > limit:
                return


def _take(
    here: list[Any],
    told: AnswerChanged,
    place: list[Any],
    items: list[AnswerChanged],
    places: list[list[Any]],
) -> None:
    if here > place:
        items.append(told)
        places.append(here)


async def _values(graph: Graph, revision: int, kind: str, ids: list[str]) -> dict[Key, Any]:
    """Return what subjects first answered: today's values, less what changed since."""
    today = loaded(await ask(graph, of_subjects(kind, ids, rules.PARTS)))
    asked = {"subjects": [], "others": ids, "after": revision, "kinds": None, "earlier": 0}
    rows = await graph.read(_CHANGES_OF, **asked)
    first: dict[Key, Any] = {}
    for row in rows:
        for _, packed, _ in row["changes"]:
            for key, before, _ in keeping.unpack(row["subject"], packed):
                first.setdefault(key, before)
    return {key: value for key, value in (today | first).items() if value is not None}
