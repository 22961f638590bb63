"""Routes, and what another reading of the notice would make of them (I-4)."""

from __future__ import annotations

from typing import cast

from graph_service.answers.routes import Route, RouteFound, Routes
from graph_service.errors import ServiceError
from graph_service.graph import Reading
from graph_service.questions import readings
from graph_service.questions.routing import Item, routes
from graph_service.vocabulary import Business, Status


async def explained_routes(graph: Reading, items: list[Item]) -> list[RouteFound | ServiceError]:
    """Return each item's route with ``other_readings``: the readings of 快审 that change it.

    One round trip whatever they are; an unknown team or business is its own error.
    """
    return await routes(graph, items, others=readings.others("fast_review_policy", graph.policy))


async def review_routes(graph: Reading, team_id: str, business: str | None = None) -> Routes:
    """Return a team's routes: one business, or all six and, while pending, its admission.

    Raises NotFound for an unknown team, InvalidInput for an unknown business.
    """
    wanted = [business] if business is not None else [str(name) for name in Business]
    answers = await explained_routes(graph, [(team_id, name) for name in wanted])
    return {"team_id": team_id, "routes": shown(answers, every=business is not None)}


def shown(answers: list[RouteFound | ServiceError], *, every: bool) -> list[Route]:
    """Return a team's routes as they are shown: its admission only while it is pending.

    ``every`` keeps the admission of any team; the first error is raised.
    """
    return [without_status(answer) for answer in shown_found(answers, every=every)]


def shown_found(answers: list[RouteFound | ServiceError], *, every: bool) -> list[RouteFound]:
    """Return the routes of a team that are shown, as they were found; raise the first error."""
    found: list[RouteFound] = []
    for answer in answers:
        if isinstance(answer, ServiceError):
            raise answer
        pending = answer["status"] == Status.PENDING
        if every or answer["business"] != Business.ADMISSION or pending:
            found.append(answer)
    return found


def without_status(answer: RouteFound) -> Route:
    """Return a route as it is shown."""
    route = dict(answer)
    del route["status"]
    return cast("Route", route)


def rests_on_fast_review(answer: RouteFound) -> bool:
    """Return whether somebody on the way may take subordinates and lacks 快审 (I-4)."""
    final = answer["final_reviewer"]
    return (final is not None and final["kind"] == "team" and answer["mode"] == "standard") or any(
        step["reason"] == "lacks_fast_review" for step in answer["path"]
    )
