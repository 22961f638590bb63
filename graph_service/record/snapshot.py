"""Every answer of today, a page or the whole: where following the changes begins."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any, cast

from graph_service import cypher
from graph_service.answers.record import AnsweredKind, AnswerNow, AnswersNow
from graph_service.consequences.asking import ask, network
from graph_service.consequences.cone import Cone
from graph_service.consequences.values import NETWORK, Answers, Key
from graph_service.errors import NotFound
from graph_service.graph import Graph
from graph_service.questions import cursors, rules
from graph_service.questions.regions import territory_path
from graph_service.store import history

_SUBJECTS = cypher.load("questions/record/subjects")
_SUBJECTS_OF = ("network", "registration_authority", "region", "team")
_CHUNK = 500


async def snapshot(
    graph: Graph,
    *,
    kind: str | None = None,
    subject: str | None = None,
    within: str | None = None,
    cursor: str | None = None,
    limit: int = 100,
) -> AnswersNow:
    """Return a page of today's answers, ordered by subject's kind, subject, kind and key.

    ``revision`` is one that the page holds at least. Raises NotFound for an unknown region.
    """
    place = cursors.decode(cursor, [0, "", "", ""])
    revision = await history.revision(graph)
    path = await territory_path(graph, within) if within else None
    found: list[AnswerNow] = []
    places: list[list[Any]] = []
    at, after = place[0], place[1]
    async for number, answers in _chunks(graph, path, subject, at, after, limit):
        for key, value in answers:
            here = [number, key.subject, key.kind, key.key]
            if here > place and kind in (None, key.kind):
                found.append(_item(key, value))
                places.append(here)
        if len(found) > limit:
            break
    page: Any = cursors.page(found[: limit + 1], limit, places[: limit + 1])
    return {**page, "revision": revision}


async def stream(
    graph: Graph, *, kind: str | None = None, subject: str | None = None, within: str | None = None
) -> AsyncIterator[str]:
    """Yield the whole as JSON lines, between ``{"revision"}`` and the line that closes it.

    Whoever loads them and folds every change after the first revision holds the answers of the
    last revision and of all later ones.
    """
    path = await territory_path(graph, within) if within else None
    begun = await history.revision(graph)
    total = 0
    yield json.dumps({"revision": begun}) + "\n"
    async for _, answers in _chunks(graph, path, subject, 0, "", _CHUNK):
        lines = [_line(key, value) for key, value in answers if kind in (None, key.kind)]
        total += len(lines)
        if lines:
            yield "".join(lines)
    ended = await history.revision(graph)
    yield json.dumps({"complete": True, "total": total, "revision": ended}) + "\n"


async def _chunks(
    graph: Graph, path: str | None, subject: str | None, at: int, after: str, size: int
) -> AsyncIterator[tuple[int, list[tuple[Key, str]]]]:
    """Yield the answers of some subjects at a time, from a place on; the first ones again."""
    for number in range(at, len(_SUBJECTS_OF)):
        start = cursors.before(after) if number == at else ""
        async for ids in _ids(graph, _SUBJECTS_OF[number], path, subject, start, size):
            answers = await _of(graph, _SUBJECTS_OF[number], ids)
            yield number, sorted(answers.items(), key=lambda each: _order(each[0]))


def _order(key: Key) -> tuple[str, str, str]:
    return key.subject, key.kind, key.key


async def _ids(
    graph: Graph, kind: str, path: str | None, subject: str | None, after: str, size: int
) -> AsyncIterator[list[str]]:
    if kind == "network":
        if path is None and subject in (None, NETWORK):
            yield [NETWORK]
        return
    if subject is not None:
        yield [subject]
        return
    while True:
        asked = {"kind": kind, "within": path, "after": after, "limit": min(size + 1, _CHUNK)}
        rows = await graph.values(_SUBJECTS, **asked)
        ids = [row[0] for row in rows]
        if not ids:
            return
        yield ids
        after = ids[-1]


async def _of(graph: Graph, kind: str, ids: list[str]) -> Answers:
    if kind == "network":
        return await network(graph)
    if kind == "registration_authority":
        return (await ask(graph, Cone(authorities=set(ids)))).answers
    if kind == "region":
        every = set(ids)
        cone = Cone(regions=every, managers=set(every), seats=set(every))
        return (await ask(graph, cone)).answers
    cone = Cone()
    cone.whole(ids, rules.PARTS)
    return (await ask(graph, cone)).answers


def _item(key: Key, value: str) -> AnswerNow:
    return {
        "kind": cast("AnsweredKind", key.kind),
        "subject": key.subject,
        "key": key.key,
        "value": json.loads(value),
    }


def _line(key: Key, value: str) -> str:
    head = json.dumps(
        {"kind": key.kind, "subject": key.subject, "key": key.key}, ensure_ascii=False
    )
    return f'{head[:-1]}, "value": {value}}}\n'


def demand(found: AnswersNow, subject: str | None) -> AnswersNow:
    """Return the page; NotFound if it was asked about a subject that has no answer."""
    if subject is not None and not found["items"]:
        raise NotFound("subject", subject)
    return found
