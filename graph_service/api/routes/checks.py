"""May X do P to T."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import Request
from pydantic import BaseModel, Field

from graph_service.answers.checks import Check, CheckAnswered, CheckAnswers, CheckProblem
from graph_service.answers.wishes import Wanted
from graph_service.api import doors
from graph_service.api.assumed import Assume, demand_analyst
from graph_service.api.auth import ReaderDep
from graph_service.api.carried import carried
from graph_service.api.deps import Word, checks_of
from graph_service.api.replies import Reply
from graph_service.changes.assuming import assuming
from graph_service.errors import ServiceError
from graph_service.graph import Graph
from graph_service.problems import as_problem
from graph_service.questions import checks

router = doors.router(prefix="/v1", tags=["checks"])


class CheckItem(BaseModel):
    """A subject (a team or a registration authority), a power, and the team it is about."""

    subject_id: Word
    power: Word
    team_id: Word


class CheckItems(BaseModel):
    """1 to 1,000 items."""

    items: list[CheckItem] = Field(min_length=1, max_length=1000)
    assume: Assume = None


@router.post("/checks", response_model=CheckAnswers)
async def ask_checks(body: CheckItems, request: Request, who: ReaderDep) -> Reply:
    """Yes with the fact that makes it so, or no with the smallest fact that is missing.

    Where it is no, `wanted` is what to ask `POST /v1/advice/wanted` with: how to make it so. With
    `assume` the answers as if operations were done.
    """
    asked = [(item.subject_id, item.power, item.team_id) for item in body.items]
    graph: Graph = request.app.state.graph.of(carried(request.scope))
    answers: Sequence[Check | ServiceError]
    told: dict[str, Any] = {}
    if body.assume is not None:
        demand_analyst(who, body.assume)
        answers = await assuming(graph, body.assume, lambda r: checks.checks(r, asked))
        told = {"assumed": True}
    elif len(asked) == 1:
        answers = [(await checks_of(request).ask(carried(request.scope), asked[0])).answer]
    else:
        answers = await checks.checks(graph, asked)
    return Reply({"items": items_of(answers, asked), **told})


def items_of(
    answers: Sequence[Check | ServiceError], asked: Sequence[checks.Item]
) -> list[CheckAnswered | CheckProblem]:
    """Return answers with their places, a no with its wish; an error is its item's own problem."""
    items: list[CheckAnswered | CheckProblem] = []
    for index, (answer, item) in enumerate(zip(answers, asked, strict=True)):
        if isinstance(answer, ServiceError):
            items.append({"index": index, "problem": as_problem(answer)})
        elif answer["allowed"]:
            items.append({"index": index, **answer})
        else:
            items.append({"index": index, **answer, "wanted": _wish(item)})
    return items


def _wish(item: checks.Item) -> Wanted:
    """Return the wish that a no leads on to."""
    subject_id, power, team_id = item
    return {"team_id": team_id, "want": {"power": power, "subject_id": subject_id}}
