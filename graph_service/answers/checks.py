"""May X do P to T."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict

from graph_service.answers.forms import RuleIds
from graph_service.answers.lists import Answer
from graph_service.answers.nodes import Clause, Node
from graph_service.answers.problems import Problem
from graph_service.answers.readings import DecidedBy, OtherPolicy
from graph_service.answers.routes import Step
from graph_service.answers.wishes import Wanted


class OtherAnswer(OtherPolicy):
    """Another value of a setting, under which a check has the opposite answer."""

    allowed: bool


class Check(TypedDict):
    """Yes with the fact that makes it so, or no with the one that is missing."""

    allowed: bool
    reason: str
    missing: str | None
    path: list[Step | Node]
    rule_ids: RuleIds
    clauses: list[Clause]
    message_zh: str
    message_en: str
    decided_by: list[DecidedBy]
    other_readings: list[OtherAnswer]


class CheckAnswered(Check):
    """One item's answer; where it is no, the wish to ask `POST /v1/advice/wanted` with."""

    index: int
    wanted: NotRequired[Wanted]


class CheckProblem(TypedDict):
    """What is wrong with one item."""

    index: int
    problem: Problem


class CheckAnswers(Answer):
    """The items' answers, in the order asked; one bad item never fails the others.

    `assumed` where they are as if operations were done.
    """

    items: list[CheckAnswered | CheckProblem]
    assumed: NotRequired[bool]
