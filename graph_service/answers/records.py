"""Service records as they are answered, and what became of those that a call wrote."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict

from graph_service.answers.forms import Day, Moment, RecordId, TeamId
from graph_service.answers.lists import Debug
from graph_service.answers.nodes import Clause, Node
from graph_service.answers.problems import Problem
from graph_service.vocabulary import RecordState, ServiceStatus


class RecordRow(TypedDict):
    """A service record as it stands; contact and place are masked for who may not see them.

    While it waits, ``reviewer`` is who confirms it or returns it: null where nobody is found.
    """

    record_id: RecordId
    team_id: TeamId
    project_name: str | None
    service_date: Day
    location: str | None
    service_recipients: str | None
    service_content: str | None
    service_hours: float
    service_evaluation: str | None
    contact_name: str | None
    volunteer_no: str
    service_status: ServiceStatus
    state: RecordState
    reviewer: Node | None
    decided_by: Node | None
    decided_at: Moment | None
    entered_at: Moment
    entered_by: str | None
    return_reason: str | None


class Record(RecordRow):
    """A service record, asked for by itself."""

    debug: NotRequired[Debug]


class RecordResult(TypedDict):
    """What became of one item: its state and who reviews it, or the problem that it has.

    ``clauses`` says why a team that has no reviewer above it confirms its own.
    """

    index: int
    record_id: RecordId | None
    state: NotRequired[RecordState]
    reviewer: NotRequired[Node | None]
    clauses: NotRequired[list[Clause]]
    problem: NotRequired[Problem]


class RecordResults(TypedDict):
    """What became of each item, in their order."""

    items: list[RecordResult]
