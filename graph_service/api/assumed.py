"""Operations that a question is asked as if they were done: an analyst's, and bounded."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from graph_service.answers.plans import WrittenOperation
from graph_service.api.auth import Caller, demand
from graph_service.changes.assuming import MOST
from graph_service.vocabulary import Role

Assume = Annotated[
    list[WrittenOperation] | None,
    Field(
        min_length=1,
        max_length=MOST,
        description="operations, for an analyst and up: the answers as if they were done,"
        " rehearsed, nothing kept; {operation, team_id?, …its parameters}",
    ),
]


def demand_analyst(who: Caller, assumed: list[dict[str, Any]] | None) -> None:
    """Raise Forbidden or Unauthenticated for whoever may not assume anything."""
    if assumed is not None:
        demand(who, Role.ANALYST)
