"""The one primitive: ask what a change can reach, let it happen, ask again, tell what differs.

Whoever calls it owns the transaction: it commits, and the differences are kept beside the
change, or it rolls back, and they were a rehearsal.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any, NamedTuple, TypeVar

from graph_service.consequences.asking import Asked, ask
from graph_service.consequences.cone import Cone
from graph_service.consequences.reach import cone_of, grown
from graph_service.consequences.seeds import EVERY, Row, Seeds
from graph_service.consequences.values import Answers, Key, by_subject
from graph_service.errors import Conflict
from graph_service.graph import Graph, Reading, Transaction
from graph_service.messages import say
from graph_service.questions import rules
from graph_service.questions.findings import Found

MOST_KEYS = 1_000_000
MOST_ATTEMPTS = 6

T = TypeVar("T")

Subjects = dict[str, list[str]]


class AnswerChange(NamedTuple):
    """An answer that differs: canonical JSON before and after, None where there was or is none."""

    key: Key
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Followed:
    """What followed from a change.

    ``created`` has the ids of new subjects by kind; their first values are no changes. ``reset``
    says that too much changed to be told: followers load anew. ``cone`` is what was asked.
    """

    changes: list[AnswerChange] = field(default_factory=list)
    created: Subjects = field(default_factory=dict)
    added: list[Found] = field(default_factory=list)
    cleared: list[Found] = field(default_factory=list)
    reset: bool = False
    cone: Cone = field(default_factory=Cone, repr=False, compare=False)


class Grown(Exception):
    """The cone turned out larger afterwards: the work must be done anew with this one."""

    def __init__(self, cone: Cone) -> None:
        super().__init__()
        self.cone = cone


class TooWide(Exception):
    """The cone has more keys than may be asked here; nothing was done yet."""


async def settled(
    graph: Graph,
    attempt: Callable[[Cone | None, Transaction], Awaitable[T]],
    most: int | None = MOST_ATTEMPTS,
) -> T:
    """Return what a write answers, tried anew with what turned out to be reached too.

    Raises Conflict where ``most`` attempts, if any number bounds them, find no end.
    """
    watched: Cone | None = None
    for _ in count() if most is None else range(most):
        try:
            return await graph.write(partial(attempt, watched))
        except Grown as grown:
            watched = grown.cone
    raise Conflict(*say("write.unsettled"))


def questions() -> list[Callable[[Reading], Awaitable[Any]]]:
    """Return all that changes ask, as of nobody: Neo4j plans it once after each start."""
    nobody = {"-"}
    nowhere: list[Row] = [{"name": "-", "region_code": "-", "uscc": "-"}]
    seeds = Seeds(
        routed=nobody,
        held={EVERY: nobody},
        resting=nobody,
        circle=nobody,
        reseated=nobody,
        managed=nobody,
        names=nowhere,
        twins=nowhere,
    )
    cone = Cone(affiliations=nobody, managers=nobody, seats=nobody)
    cone.whole(nobody, ())
    parts = (partial(rules.findings_in, team_ids=[], parts=(part,)) for part in rules.PARTS)
    return [partial(cone_of, seeds=seeds), partial(ask, cone=cone), *parts]


async def rehearse(
    tx: Transaction,
    seeds: Seeds,
    work: Callable[[], Awaitable[None]],
    *,
    watched: Cone | None = None,
    most: int = MOST_KEYS,
    narrow: int | None = None,
    findings_always: bool = False,
    record: bool = True,
) -> Followed:
    """Return what follows from ``work``, which is done inside the open transaction.

    ``watched`` is a cone that turned out larger before. Raises Grown when this one does: nothing
    is to be committed then; and TooWide, before anything is done, beyond ``narrow`` keys. Beyond
    ``most`` only the findings are asked, and they only where ``findings_always``; without
    ``record`` nothing but the findings is.
    """
    cone = await cone_of(tx, seeds)
    cone.add(watched or Cone())
    if narrow is not None and cone.size > narrow:
        raise TooWide
    large = cone.size > most or not record
    if large:
        cone = Cone(findings=cone.findings if findings_always or not record else {})
    before = await ask(tx, cone.without(seeds.created))
    await work()
    larger = None if large else await grown(tx, seeds, cone)
    if larger is not None:
        raise Grown(larger)
    after = await ask(tx, cone)
    if large:
        added, cleared = _only_in(after, before), _only_in(before, after)
        return Followed([], {}, added, cleared, reset=True, cone=cone)
    return compared(before, after, cone, seeds.created_subjects())


def compared(before: Asked, after: Asked, cone: Cone, created: Subjects) -> Followed:
    """Return what followed, from the answers before and after it."""
    added, cleared = _only_in(after, before), _only_in(before, after)
    told = differences(before.answers, after.answers, created)
    return Followed(list(told), created, added, cleared, cone=cone)


def differences(before: Answers, after: Answers, created: Subjects) -> Iterable[AnswerChange]:
    """Yield the answers that differ, by subject and key, less those of subjects that are new."""
    new = {subject for ids in created.values() for subject in ids}
    for key in sorted(before.keys() | after.keys(), key=by_subject):
        old, now = before.get(key), after.get(key)
        if old != now and key.subject not in new:
            yield AnswerChange(key, old, now)


def breach(finding: Any) -> tuple[str, str, str]:
    """Return what makes two findings the same breach."""
    return finding["rule_id"], finding["team_id"] or "", finding["severity"]


def _only_in(here: Asked, there: Asked) -> list[Found]:
    known = {breach(finding) for finding in there.found}
    return [finding for finding in here.found if breach(finding) not in known]
