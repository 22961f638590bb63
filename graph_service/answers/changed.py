"""Answers of today, those that a change changed, and the change that tells of them."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict

from graph_service.answers.forms import Moment, Revision
from graph_service.answers.history import ChangeRow
from graph_service.answers.lists import Page
from graph_service.answers.values import AnsweredKind, AnswerKey, Subject, Value


class AnswerChanged(TypedDict):
    """An answer that a change changed: its value before and after, null for none."""

    kind: AnsweredKind
    subject: Subject
    key: AnswerKey
    before: Value
    after: Value


class AnswersChanged(Page[AnswerChanged]):
    """What followed from a change: the answers that it changed, first values of what it created."""

    revision: Revision
    recorded_at: Moment
    reset: bool
    answer_count: int
    created_count: int


class AnswerNow(TypedDict):
    """An answer of today."""

    kind: AnsweredKind
    subject: Subject
    key: AnswerKey
    value: Value


class AnswersNow(Page[AnswerNow]):
    """A page of today's answers; changes after ``revision`` lead on from it."""

    revision: Revision


class ChangeAnswered(ChangeRow):
    """A change, with the answers that it changed where ``answers=true`` asked for them."""

    answer_changes: NotRequired[list[AnswerChanged]]
    answers_complete: NotRequired[bool]
    answer_count: NotRequired[int]
    created_count: NotRequired[int]
    reset: NotRequired[bool]
