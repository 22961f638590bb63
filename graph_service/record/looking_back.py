"""The values of then: the ``before`` of the first later change of a key, else today's.

Today's answer is asked first and the record after it, so that whatever is committed in between
is seen as a later change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from graph_service import cypher
from graph_service.answers.then import Cause
from graph_service.consequences.keeping import unpack
from graph_service.consequences.values import Key
from graph_service.errors import NotFound
from graph_service.graph import Reading
from graph_service.record.moments import Moment

_CHANGES_OF = cypher.load("questions/record/changes_of")
EARLIER, ALL = 20, 2**31


@dataclass
class Past:
    """What the record tells of some subjects at a moment."""

    moment: Moment
    before: dict[Key, Any] = field(default_factory=dict)
    causes: dict[Key, Cause] = field(default_factory=dict)
    created: dict[str, Cause] = field(default_factory=dict)
    later: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    cut: set[str] = field(default_factory=set)

    def value(self, key: Key, today: Any) -> Any:
        """Return the value of then, None where there was none; ``today`` is the value of now."""
        if key.subject in self.later:
            return None
        return self.before.get(key, today)

    def existed(self, key: Key, today: bool) -> bool:
        """Return whether the subject stood on record; ``key`` is one that it always has."""
        return bool(self.value(key, today or None))

    def cause(self, keys: Iterable[Key]) -> Cause | None:
        """Return the newest change that made these answers so, or that created their subject."""
        found = [self.causes[key] for key in keys if key in self.causes]
        found = found or [self.created[key.subject] for key in keys if key.subject in self.created]
        return max(found, key=lambda cause: cause["revision"], default=None)

    async def ask(
        self,
        reading: Reading,
        subjects: Collection[str],
        others: Collection[str] = (),
        kinds: Collection[str] | None = None,
    ) -> None:
        """Look subjects up, and others only as far as they changed later.

        Of ``kinds`` only, where given; causes are then looked for in the newest ``EARLIER``
        changes that lie before, and ``settle`` looks further.
        """
        beside = set(others) - set(subjects) - self.asked
        wanted: dict[str, Any] = {"subjects": sorted(set(subjects)), "others": sorted(beside)}
        wanted |= {"after": self.moment.revision, "kinds": kinds and sorted(kinds)}
        earlier = EARLIER if kinds else ALL
        rows = await reading.read(_CHANGES_OF, **wanted, earlier=earlier)
        self.asked |= set(subjects) | beside
        self.cut |= {row["subject"] for row in rows if row["cut"]}
        for row in rows:
            self._take(row["subject"], row["created_in"], row["created"], row["changes"])

    async def settle(self, reading: Reading, keys: Iterable[Key]) -> None:
        """Look for the causes of some answers further back, where they were not found yet."""
        far = {key.subject for key in keys if key not in self.causes} & self.cut
        if far:
            self.cut -= far
            wanted: dict[str, Any] = {"subjects": sorted(far), "others": []}
            wanted |= {"after": self.moment.revision, "kinds": None, "earlier": ALL}
            for row in await reading.read(_CHANGES_OF, **wanted):
                self._take(row["subject"], row["created_in"], row["created"], row["changes"])

    def _take(
        self, subject: str, created_in: int | None, created: Any, changes: list[list[Any]]
    ) -> None:
        if created_in is not None and created_in > self.moment.revision:
            self.later.add(subject)
        if created:
            self.created[subject] = created
        for revision, packed, change in changes:
            for key, before, _ in unpack(subject, packed):
                if revision > self.moment.revision:
                    self.before.setdefault(key, before)
                else:
                    self.causes[key] = change


async def past(
    reading: Reading,
    moment: Moment,
    subjects: Collection[str],
    others: Collection[str] = (),
    kinds: Collection[str] | None = None,
) -> Past:
    """Return what the record tells of some subjects; of ``others`` only what changed later."""
    found = Past(moment)
    await found.ask(reading, subjects, others, kinds)
    return found


def demand_team(past: Past, team_id: str, today: bool) -> None:
    """Raise NotFound unless the team stood on record then."""
    if not past.existed(Key("name", team_id, "team"), today):
        raise NotFound("team", team_id)
