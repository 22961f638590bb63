"""What tokens turned out to be: kept by their digest, for a moment, within a bound."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from typing import Generic, TypeVar

Found = TypeVar("Found")
_FRESH = 2.0
_LARGEST = 10_000


class Kept(Generic[Found]):
    """The newest answers by key; one is fresh for two seconds, so a revocation is soon felt.

    What was found and what was not are kept apart: inventing tokens drives no real one out.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[bytes, tuple[float, Found]] = OrderedDict()
        self._unknown: OrderedDict[bytes, float] = OrderedDict()

    def __len__(self) -> int:
        return len(self._known) + len(self._unknown)

    def get(self, key: bytes) -> tuple[bool, Found | None]:
        """Return whether there is a fresh answer, and the answer (None: nobody knows the token)."""
        oldest = time.monotonic() - _FRESH
        kept = self._known.get(key)
        if kept is not None and kept[0] >= oldest:
            return True, kept[1]
        return self._unknown.get(key, -1.0) >= oldest, None

    def put(self, key: bytes, found: Found | None) -> None:
        """Keep an answer; the oldest of its kind goes when there are too many."""
        now = time.monotonic()
        self._known.pop(key, None)
        self._unknown.pop(key, None)
        if found is None:
            self._unknown[key] = now
        else:
            self._known[key] = (now, found)
        for answers in (self._known, self._unknown):
            if len(answers) > _LARGEST:
                answers.popitem(last=False)


def key_of(token: str) -> bytes:
    """Return what stands for a token: nothing here keeps the token itself."""
    return hashlib.sha256(token.encode()).digest()
