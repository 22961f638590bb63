"""Answers kept under their Idempotency-Key: who asks the same again gets the first answer."""

from __future__ import annotations

import json
from typing import Any

from graph_service import cypher
from graph_service.errors import BeingLoaded, InvalidInput
from graph_service.graph import Transaction
from graph_service.messages import say

_BEGIN_CHANGE = cypher.load("register/changes/begin_change")
_KEEP_ANSWER = cypher.load("register/changes/keep_answer")


async def begin(
    tx: Transaction, key: str | None = None, digest: str | None = None
) -> tuple[int, Any] | None:
    """Take the lock of every change; return the answer that its key got before, if any.

    Raises InvalidInput for a key that was used for another request, BeingLoaded while a whole
    register is on its way in.
    """
    [begun] = await tx.run(_BEGIN_CHANGE, key=key)
    if begun["loading"]:
        raise BeingLoaded(*say("loading.under_way"))
    found = begun["answered"]
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


async def keep(
    tx: Transaction, key: str | None, digest: str | None, status: int, body: object
) -> None:
    """Keep an answer under its key; without one nothing is kept."""
    if key is None:
        return
    text = json.dumps(body, ensure_ascii=False)
    await tx.run(_KEEP_ANSWER, key=key, digest=digest, status=status, body=text)
