"""Answers held in memory: each until a change names one of the keys that it rests on.

An answer is held with the answers on record that say all that it shows (``record/resting.py``).
A change of this process lets go of what it alters before it is committed, and nothing that was
read while one was being committed is held; what others change is read from the feed
(``following.py``).
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Generator, Hashable, Iterable
from contextlib import contextmanager
from typing import NamedTuple

from graph_service.consequences.values import Key
from graph_service.graph import Said
from graph_service.record import resting

_LONGEST = 600.0  # who writes into Neo4j beside the service is beside the history too


class Body(NamedTuple):
    """An answer's bytes, what they rest on, and when they were read."""

    text: bytes
    rests_on: frozenset[Key]
    read_at: float


class Held:
    """The answers of a process, the least recently used leaving first; ``most`` bounds their keys.

    ``seen`` is the revision up to which every change was heeded, ``known`` the newest known of.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.seen: int | None = None
        self.known: int | None = None
        self.hits = self.misses = 0
        self._answers: OrderedDict[Hashable, Body] = OrderedDict()
        self._resting: dict[Key, set[Hashable]] = {}
        self._keys = 0
        self._young: set[Hashable] = set()
        self._older: set[Hashable] = set()
        self._moment = 0
        self._committing = 0
        self._own: set[int] = set()
        self._done: set[int] = set()

    def __len__(self) -> int:
        return len(self._answers)

    def __contains__(self, asked: Hashable) -> bool:
        return asked in self._answers

    @property
    def keys(self) -> int:
        """How many keys the answers rest on, counted for each answer."""
        return self._keys

    def get(self, asked: Hashable) -> bytes | None:
        """Return an answer that still holds, None for none."""
        found = self._answers.get(asked)
        if found is None or time.monotonic() - found.read_at > _LONGEST:
            self.misses += 1
            return None
        self._answers.move_to_end(asked)
        self.hits += 1
        return found.text

    def moment(self) -> int | None:
        """Return what to hold an answer with that is read from now on; None: hold none."""
        return None if self._committing or self.seen is None else self._moment

    def put(
        self, asked: Hashable, text: bytes, rests_on: Iterable[Key] | None, moment: int | None
    ) -> None:
        """Hold an answer, unless anything was committed since its ``moment``."""
        if rests_on is None or moment is None or moment != self._moment:
            return
        body = Body(text, frozenset(rests_on), time.monotonic())
        self._leave(asked)
        if len(body.rests_on) > self.most:
            return
        self._answers[asked] = body
        self._keys += len(body.rests_on)
        self._young.add(asked)
        for key in body.rests_on:
            self._resting.setdefault(key, set()).add(asked)
        while self._keys > self.most:
            self._leave(next(iter(self._answers)))

    def alter(self, keys: set[Key] | None) -> None:
        """Let go of every answer that rests on one of these keys; of all for None."""
        self._moment += 1
        if keys is None:
            self._answers.clear()
            self._resting.clear()
            self._keys = 0
            return
        for key in keys & self._resting.keys():
            for asked in list(self._resting.get(key, ())):
                self._leave(asked)

    @contextmanager
    def committing(self, said: Said) -> Generator[None, None, None]:
        """Let go of what a transaction alters before it is committed; hold nothing read meanwhile.

        How a commit that failed ended nobody knows: its revision, if there is one, is then
        another's, read from the feed.
        """
        for followed in said.values():
            self.alter(None if followed is None else resting.altered(followed))
        self._committing += 1
        self._moment += 1
        self._own |= said.keys()
        try:
            yield
        except BaseException:
            self._own -= said.keys()
            raise
        else:
            self._heed(said)
        finally:
            self._committing -= 1
            self._moment += 1

    def _heed(self, said: Said) -> None:
        if not said or self.seen is None or self.known is None:
            return
        self.known = max(self.known, *said)
        self._done |= said.keys()
        while self.seen + 1 in self._done:
            self.seen += 1
        self._forget()

    def own(self, revision: int) -> bool:
        """Return whether a revision is of this process, and so heeded already."""
        return revision in self._own

    def look(self) -> None:
        """Note that others' commits are looked for now: what is held already may be older."""
        self._older |= self._young
        self._young = set()

    def alone(self) -> None:
        """Note that nobody else had committed when that was looked for."""
        self._older = set()

    def let_go(self) -> None:
        """Let go of what may have been read while another process was committing."""
        for asked in self._older | self._young:
            self._leave(asked)
        self._older, self._young = set(), set()

    def reached(self, revision: int) -> None:
        """Note that every change up to a revision was heeded."""
        self.seen = max(self.seen or 0, revision)
        self.known = max(self.known or 0, revision)
        while self.seen + 1 in self._done:
            self.seen += 1
        self._forget()

    def begin(self, revision: int) -> None:
        """Begin anew at a revision, holding nothing."""
        self.alter(None)
        self._own.clear()
        self._done.clear()
        self.seen = self.known = revision

    def _forget(self) -> None:
        seen = self.seen or 0
        self._own = {revision for revision in self._own if revision > seen}
        self._done = {revision for revision in self._done if revision > seen}

    def _leave(self, asked: Hashable) -> None:
        body = self._answers.pop(asked, None)
        if body is None:
            return
        self._keys -= len(body.rests_on)
        for key in body.rests_on:
            others = self._resting[key]
            others.discard(asked)
            if not others:
                del self._resting[key]
