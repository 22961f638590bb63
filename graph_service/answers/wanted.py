"""Make it so: the smallest lawful ways to what somebody wants, or what forbids it."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict

from graph_service.answers.audit import Finding
from graph_service.answers.forms import RuleIds, TeamId
from graph_service.answers.lists import Answer
from graph_service.answers.nodes import Clause, Node
from graph_service.answers.plans import WrittenOperation
from graph_service.answers.wishes import Want


class By(TypedDict):
    """Who may carry one operation out when its turn comes, and the clause that lets the first.

    Where nobody of the register may, an administrator does.
    """

    index: int
    who: list[Node]
    clause: Clause | None


class Way(TypedDict):
    """A lawful set of operations, rehearsed: none of them can be left out."""

    operations: list[WrittenOperation]
    by: list[By]
    answer_changes: int
    findings_added: list[Finding]
    findings_removed: list[Finding]


class NoneBecause(TypedDict):
    """The fact and the clauses that stand against a wish; what was tried and is refused, if any."""

    fact: str
    rule_ids: RuleIds
    clauses: list[Clause]
    message_zh: str
    message_en: str
    refused: NotRequired[list[WrittenOperation]]


class WantedAnswer(Answer):
    """The ways to a wish, fewest operations first; `complete` is false where the tries ran out."""

    team_id: TeamId
    want: Want
    items: list[Way]
    none_because: NoneBecause | None
    complete: bool
