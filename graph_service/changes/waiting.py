"""One change that waits, and what becomes of those that are carried out together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from graph_service.changes.change import Answer, Change, Outcome
from graph_service.changes.preparing import Prepared
from graph_service.errors import ServiceError
from graph_service.graph import Graph

Done = tuple[int, Any] | ServiceError


@dataclass(frozen=True)
class Waiting:
    """One change that waits: where it came in, and how it is answered."""

    graph: Graph
    change: Change
    answer: Answer[Any]

    @property
    def team_id(self) -> str:
        """The team that it is about."""
        return self.change.operations[0].team_id

    @property
    def needs(self) -> set[str]:
        """What no other of the same turn may be about: its team, and its key."""
        key = self.change.key
        return {f"team {self.team_id}"} | ({f"key {key}"} if key else set())


@dataclass
class Part:
    """One change of those carried out together, and whether its caller is known to manage its team.

    That is known only where nothing of what is written bears on it.
    """

    waiting: Waiting
    prepared: Prepared
    manages: bool = False
    outcome: Outcome = field(default_factory=Outcome)

    @property
    def done(self) -> tuple[Change, Prepared, Outcome]:
        """The change, its rows and what came of it, as they are appended to the history."""
        return self.waiting.change, self.prepared, self.outcome


class Refused(Exception):
    """Some of them were refused by what they add: the others are carried out without them."""

    def __init__(self, errors: dict[str, ServiceError]) -> None:
        super().__init__()
        self.errors = errors


class Apart(Exception):
    """They cannot go together."""
