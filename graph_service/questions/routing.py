"""Who reviews what, asked of the graph (三（三）)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph_service import cypher
from graph_service.answers.routes import RouteFound
from graph_service.errors import ServiceError
from graph_service.graph import Reading, Row
from graph_service.model import Policy
from graph_service.questions.route_answers import answer_of
from graph_service.vocabulary import FastReviewPolicy

_REVIEW_ROUTES = cypher.load("questions/routing/review_routes")

Item = tuple[str, str]


async def routes(
    graph: Reading,
    items: list[Item],
    reading: FastReviewPolicy | None = None,
    others: Sequence[str] = (),
) -> list[RouteFound | ServiceError]:
    """Return each item's route, in order; an unknown team or business is its own error.

    ``reading`` is another reading of 快审 than the one in force (I-4), ``others`` are those that
    ``other_readings`` tells of.
    """
    policy = graph.policy
    if reading is not None:
        policy = policy.model_copy(update={"fast_review_policy": reading})
    found = await facts_of(graph, items, policy, others)
    return [answer_of(*item, facts, policy) for item, facts in zip(items, found, strict=True)]


async def facts_of(
    graph: Reading, items: list[Item], policy: Policy, others: Sequence[str] = ()
) -> list[list[Any]]:
    """Return each item's facts: reason, mode, liaison, walk, name, form, status, other readings."""
    if not items:
        return []
    asked: list[Row] = [{"team_id": team_id, "business": business} for team_id, business in items]
    asked = cypher.never_one(asked, asked[0] | {"team_id": None})
    rows = await graph.values(
        _REVIEW_ROUTES,
        items=asked,
        fast_review_policy=str(policy.fast_review_policy),
        other_readings=list(others),
    )
    facts: list[list[Any]] = [[]] * len(asked)
    for _, found in rows:
        for index, *told in found:
            facts[index] = told
    return facts[: len(items)]
