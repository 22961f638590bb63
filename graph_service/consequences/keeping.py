"""What followed from a change, kept beside it: one node per subject, its changes packed.

Records follow it too: who reviews those that wait, and at which place a team's hours are counted.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from graph_service import cypher
from graph_service.consequences.rehearsal import AnswerChange, Followed
from graph_service.consequences.values import Key, text
from graph_service.graph import Transaction
from graph_service.store import records
from graph_service.vocabulary import Business

_KEEP = cypher.load("register/history/keep_answer_changes")
_MARK_CREATED = cypher.load("register/history/mark_created")
_CHUNK = 2000


def told(followed: Followed) -> dict[str, Any]:
    """Return what the change itself tells of what followed from it, for its entry."""
    entry: dict[str, Any] = {
        "answer_count": len(followed.changes),
        "created_count": sum(map(len, followed.created.values())),
    }
    if followed.created:
        entry["created"] = _packed(text(followed.created))
    return entry | ({"reset": True} if followed.reset else {})


async def keep(
    tx: Transaction, revision: int, followed: Followed, paths: dict[str, list[str]] | None = None
) -> None:
    """Keep the answer changes of a change, and mark the subjects that it created with it.

    ``paths`` are the territory paths of subjects that the change moves or deletes.
    """
    tx.said[revision] = followed
    await carry_along(tx, followed)
    rows = list(kept_rows(followed, paths))
    for start in range(0, len(rows), _CHUNK):
        await keep_rows(tx, revision, rows[start : start + _CHUNK])
    for kind, ids in followed.created.items():
        for start in range(0, len(ids), _CHUNK):
            await mark_created(tx, revision, kind, ids[start : start + _CHUNK])


def kept_rows(
    followed: Followed, paths: dict[str, list[str]] | None = None
) -> Iterator[dict[str, Any]]:
    """Yield the answer changes as they are kept, one row a subject."""
    for subject, changes in groupby(followed.changes, key=lambda change: change.key.subject):
        told = list(changes)
        row: dict[str, Any] = {"subject": subject, "kinds": sorted({c.key.kind for c in told})}
        row |= {"hours": _hours_reviewers(told)}
        yield row | {"packed": pack(told), "paths": (paths or {}).get(subject, [])}


async def keep_rows(tx: Transaction, revision: int, rows: list[dict[str, Any]]) -> None:
    """Keep some of the rows of a change's answer changes."""
    await tx.run(_KEEP, revision=revision, rows=rows)


async def mark_created(tx: Transaction, revision: int, kind: str, ids: list[str]) -> None:
    """Mark some subjects with the change that created them."""
    await tx.run(_MARK_CREATED, kind=kind, ids=ids, revision=revision)


async def carry_along(tx: Transaction, followed: Followed) -> None:
    """Let records follow a change of the network: all of them anew where it is a reset."""
    if followed.reset:
        await records.renew(tx)
        return
    reviewers: dict[str, str | None] = {}
    moved: list[str] | None = []
    for key, before, after in followed.changes:
        if key.kind == "route" and key.key == Business.HOURS_RECORDING and after:
            reviewers[key.subject] = _reviewer(key.subject, after) or None
        elif key.kind == "region":
            moved = None
        elif key.kind == "place" and moved is not None and _moved(before, after):
            moved.append(key.subject)
    if reviewers or moved != []:
        await records.follow(tx, reviewers, moved)


def _moved(before: str | None, after: str | None) -> bool:
    """Return whether a team's hours are counted elsewhere now: at another place, in another part.

    What a team was before it came is not known, nor where one went that is gone.
    """
    if before is None or after is None:
        return True
    old, new = json.loads(before), json.loads(after)
    return any(old[name] != new[name] for name in ("region_code", "form"))


def _hours_reviewers(changes: Iterable[AnswerChange]) -> list[str] | None:
    """Return who reviewed a team's hours before and after, '' for nobody; None if unchanged.

    Kept beside what is packed: R-3 asks who the reviewer was when a record was confirmed.
    """
    for (kind, team_id, key), *values in changes:
        if kind == "route" and key == Business.HOURS_RECORDING:
            return [_reviewer(team_id, value) for value in values]
    return None


def _reviewer(team_id: str, value: str | None) -> str:
    route = json.loads(value) if value else None
    told = route and records.reviewer_of(team_id, route["outcome"], route["final_reviewer"])
    return told or ""


def pack(changes: Iterable[AnswerChange]) -> bytes:
    """Return one subject's changes as they are kept: [[kind, key, before, after]], compressed."""
    rows = ",".join(
        f"[{text(kind)},{text(key)},{before or 'null'},{after or 'null'}]"
        for (kind, _, key), before, after in changes
    )
    return _packed(f"[{rows}]")


def unpack(subject: str, packed: bytes) -> Iterator[tuple[Key, Any, Any]]:
    """Yield a subject's changes again: the key, the value before and after, None for absent."""
    for kind, key, before, after in json.loads(zlib.decompress(packed)):
        yield Key(kind, subject, key), before, after


def created(packed: bytes | None) -> dict[str, list[str]]:
    """Return the ids of the subjects that a change created, by kind."""
    return json.loads(zlib.decompress(packed)) if packed else {}


def _packed(told: str) -> bytes:
    return zlib.compress(told.encode(), 6)
