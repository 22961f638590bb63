"""Every answer of today, a page or the whole: where following the changes begins."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, cast

from graph_service import cypher
from graph_service.answers.changed import AnswerNow, AnswersNow
from graph_service.answers.values import AnsweredKind
from graph_service.consequences.asking import ask, network
from graph_service.consequences.cone import Cone
from graph_service.consequences.values import NETWORK, Answers, Key, by_subject
from graph_service.graph import Graph
from graph_service.questions import cursors, rules
from graph_service.questions.regions import territory_path
from graph_service.store import history

_SUBJECTS = cypher.load("questions/record/subjects")
_SUBJECTS_OF = ("network", "registration_authority", "region", "team")
_SETS_OF = {
    "registration_authority": ("authorities",),
    "region": ("regions", "managers", "seats"),
    "team": ("routes", "holders", "own", "affiliations"),
}
# What each question of a cone answers.
_ASKS = {
    "authorities": ("name",),
    "regions": ("region", "name"),
    "managers": ("managers",),
    "seats": ("seat",),
    "routes": ("route",),
    "holders": ("holder",),
    "own": ("place", "viewing", "name"),
    "affiliations": ("affiliation",),
}
_KINDS_OF = {of: {kind for name in names for kind in _ASKS[name]} for of, names in _SETS_OF.items()}
_KINDS_OF["network"] = {"finding"}
_KINDS_OF["team"].add("finding")
_CHUNK, PER_SUBJECT, MOST = 500, 10, 2000


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

    ``revision`` is one that the page holds at least. Where few subjects have an answer of the
    kind, ``MOST`` are looked through for a page, and its cursor goes on behind them. Raises
    NotFound for an unknown region.
    """
    place = cursors.decode(cursor, [0, "", "", ""])
    revision = await history.revision(graph)
    path = await territory_path(graph, within) if within else None
    found: list[AnswerNow] = []
    places: list[list[Any]] = []
    looked, last = 0, place
    asked = _Asked(kind, subject, path, place[0], place[1], max(limit // PER_SUBJECT, 50))
    async for number, ids, answers in _chunks(graph, asked):
        for key, value in answers:
            here = [number, key.subject, key.kind, key.key]
            if here > place:
                found.append(_item(key, value))
                places.append(here)
        looked, last = looked + len(ids), [number, ids[-1], "~", "~"]
        if len(found) > limit or looked >= MOST:
            break
    else:
        looked = 0
    if len(found) <= limit and looked >= MOST:
        more = cursors.encode(last)
        return {"items": found, "next_cursor": more, "complete": False, "revision": revision}
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
    async for _, _, answers in _chunks(graph, _Asked(kind, subject, path, 0, "", _CHUNK)):
        lines = [_line(key, value) for key, value in answers]
        total += len(lines)
        if lines:
            yield "".join(lines)
    ended = await history.revision(graph)
    yield json.dumps({"complete": True, "total": total, "revision": ended}) + "\n"


@dataclass(frozen=True)
class _Asked:
    """Which answers, and from which subject on, some at a time."""

    kind: str | None
    subject: str | None
    path: str | None
    number: int
    after: str
    size: int


async def _chunks(
    graph: Graph, asked: _Asked
) -> AsyncIterator[tuple[int, list[str], list[tuple[Key, str]]]]:
    """Yield the answers of some subjects at a time; the first subject's again."""
    for number in range(asked.number, len(_SUBJECTS_OF)):
        of = _SUBJECTS_OF[number]
        if asked.kind is not None and asked.kind not in _KINDS_OF[of]:
            continue
        start = cursors.before(asked.after) if number == asked.number else ""
        async for ids in _ids(graph, of, asked, start):
            found = (await _of(graph, of, ids, asked.kind)).items()
            kept = [each for each in found if asked.kind in (None, each[0].kind)]
            yield number, ids, sorted(kept, key=lambda each: by_subject(each[0]))


async def _ids(graph: Graph, of: str, asked: _Asked, after: str) -> AsyncIterator[list[str]]:
    if of == "network":
        if asked.path is None and asked.subject in (None, NETWORK):
            yield [NETWORK]
        return
    if asked.subject is not None:
        yield [asked.subject]
        return
    while True:
        page = {"kind": of, "within": asked.path, "after": after, "limit": asked.size}
        ids = [row[0] for row in await graph.values(_SUBJECTS, **page)]
        if not ids:
            return
        yield ids
        after = ids[-1]


async def _of(graph: Graph, of: str, ids: list[str], kind: str | None) -> Answers:
    if of == "network":
        return await network(graph)
    cone = Cone()
    for name in _SETS_OF[of]:
        if kind in (None, *_ASKS[name]):
            getattr(cone, name).update(ids)
    if of == "team" and kind in (None, "finding"):
        cone.find(rules.PARTS, ids)
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
