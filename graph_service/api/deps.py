"""What routes are given: the open graph, ids and bounds in their form."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path, Query, Request
from pydantic import AfterValidator, Field

from graph_service.api.carried import carried
from graph_service.graph import Graph
from graph_service.questions.gather import Gatherer
from graph_service.rows import forms

ID_PATTERN = r"^[A-Za-z0-9._-]{1,64}$"
REGION_PATTERN = r"^(50|[0-9]{6}|[0-9]{9}|[0-9]{12}|[A-Z]{3})$"


async def _graph(request: Request) -> Graph:
    return request.app.state.graph.of(carried(request.scope))


def routes_of(request: Request) -> Gatherer:
    """Return where single routes are gathered; no dependency, since each costs its share."""
    return request.app.state.memory.routes


def checks_of(request: Request) -> Gatherer:
    """Return where single checks are gathered."""
    return request.app.state.memory.checks


GraphDep = Annotated[Graph, Depends(_graph)]
TeamId = Annotated[str, Path(pattern=ID_PATTERN, description="team_id 团体编号")]
# Padded codes are taken too: 500112000000 is 500112, 500000 is 50.
RegionCode = Annotated[
    str,
    Path(pattern=REGION_PATTERN, description="region_code 区划代码"),
    AfterValidator(forms.region_code),
]
RegionFilter = Annotated[
    str | None,
    Query(pattern=REGION_PATTERN),
    AfterValidator(lambda code: code and forms.region_code(code)),
]
# An id or a word inside a batch: any text, what it means is each item's own answer.
Word = Annotated[str, Field(min_length=0)]
Limit = Annotated[int, Query(ge=1, le=1000, description="items a page, 1 to 1,000")]
Cursor = Annotated[str | None, Query(description="next_cursor of the page before")]
AsOf = Annotated[
    str | None,
    Query(
        max_length=40,
        description="the answer of then: a revision, or a time such as 2026-03-01 (its first"
        " moment in China) or 2026-03-01T08:00:00+08:00",
    ),
]
