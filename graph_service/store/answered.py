"""Answers kept under their Idempotency-Key: who asks the same again gets the first answer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from graph_service import cypher
from graph_service.errors import InvalidInput
from graph_service.graph import Row, Transaction
from graph_service.graph.gate import being_loaded

_BEGIN_CHANGES = cypher.load("register/changes/begin_changes")
_KEEP_ANSWERS = cypher.load("register/changes/keep_answers")

Answer = tuple[int, Any]


class Kept(NamedTuple):
    """An answer and what it is kept under; None for a request without a key."""

    key: str | None
    digest: str | None
    status: int
    body: Any


async def begin(
    tx: Transaction, key: str | None = None, digest: str | None = None
) -> Answer | None:
    """Take the lock of every change; return the answer that its key got before, if any.

    Raises InvalidInput for a key that was used for another request, BeingLoaded while a whole
    register is on its way in.
    """
    return first_answer(await begin_all(tx, [key]), key, digest)


async def begin_all(tx: Transaction, keys: Iterable[str | None]) -> dict[str, Row]:
    """Take the lock of every change; return what is kept under these keys; raises BeingLoaded."""
    [begun] = await tx.run(_BEGIN_CHANGES, keys=asked(keys))
    return known(begun)


def asked(keys: Iterable[str | None]) -> list[str | None]:
    """Return keys as begin_changes takes them; one plan does for some and for none."""
    return cypher.with_nobody(sorted({key for key in keys if key}))


def known(begun: Row) -> dict[str, Row]:
    """Return what is kept under the keys that begin_changes was given; raises BeingLoaded."""
    if begun["loading"]:
        raise being_loaded()
    return {found["key"]: found for found in begun["answered"]}


def first_answer(kept: dict[str, Row], key: str | None, digest: str | None) -> Answer | None:
    """Return the answer that a key got before, if any; InvalidInput where it was for another."""
    found = kept.get(key or "")
    if found is None:
        return None
    if found["digest"] != digest:
        raise InvalidInput(
            "Idempotency-Key",
            None,
            "此 Idempotency-Key 已用于另一个请求。",
            "This Idempotency-Key was used for another request.",
        )
    return found["status"], json.loads(found["body"])


async def keep(tx: Transaction, *answers: Kept) -> None:
    """Keep answers under their keys; those without one are not kept."""
    rows = [
        kept._asdict() | {"body": json.dumps(kept.body, ensure_ascii=False)}
        for kept in answers
        if kept.key is not None
    ]
    if rows:
        await tx.run(_KEEP_ANSWERS, answers=rows)
