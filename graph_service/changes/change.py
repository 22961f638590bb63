"""What is asked of the register, and what came of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from graph_service.answers.audit import Finding
from graph_service.consequences.rehearsal import Followed
from graph_service.graph import Row, Transaction
from graph_service.operations.held import Operation
from graph_service.questions.findings import Found
from graph_service.rows.rows import Values
from graph_service.store import history
from graph_service.store.history import Actor

Body = TypeVar("Body")


@dataclass
class Outcome:
    """What a change did: its revision, the breaches it added and cleared, all that followed.

    ``regions`` are the rows of divisions that it made or changed, ``teams`` the ids of such teams;
    ``stands`` is its team as it was read afterwards, where it was; ``manages`` that the caller is
    known to manage that team, so that this need not be asked again.
    """

    revision: int | None = None
    added: list[Finding] = field(default_factory=list)
    cleared: list[Found] = field(default_factory=list)
    followed: Followed = field(default_factory=Followed)
    regions: dict[str, Values | None] = field(default_factory=dict)
    teams: list[str] = field(default_factory=list)
    stands: Row | None = None
    manages: bool = False


Answer = Callable[[Transaction, Outcome], Awaitable[tuple[int, Body]]]


@dataclass(frozen=True)
class Change:
    """What is asked: operations in their order, by whom and why, and under which conditions.

    Without ``record``, which only a measurement leaves out, it resets the record of answers. One
    ``as_plan`` is kept as a plan however few its operations are.
    """

    operations: list[Operation]
    actor: Actor = history.SYSTEM
    reason: str | None = None
    effective_from: str | None = None
    accept_violations: bool = False
    if_match: frozenset[int] | None = None
    key: str | None = None
    digest: str | None = None
    rehearse: bool = False
    record: bool = True
    as_plan: bool = False
