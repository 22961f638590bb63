"""Records by form: the API's own call, and what became of each item at the place it concerns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request

from graph_service.answers.records import RecordResult
from graph_service.api import record_answers
from graph_service.api.auth import Caller
from graph_service.api.requests import refuse_identity_card
from graph_service.explorer.pasting import Sheet
from graph_service.graph import Graph
from graph_service.records.held import Item
from graph_service.records.writing import Asked, carry_out

Problem = Mapping[str, Any]
_SHOWN = 50


async def carried_out(
    request: Request, graph: Graph, who: Caller, operation: str, items: list[Item], **how: Any
) -> list[RecordResult]:
    """Carry an operation out on records as the API does; return what became of each.

    ``how``: a reason, a rehearsal (``dry_run``), the key and digest that make it happen once.
    """
    refuse_identity_card("reason", how.get("reason"))
    asked = Asked(operation, items, actor=who.actor(request), **how)
    _, body = await carry_out(graph, asked, record_answers.items)
    return body["items"]


def refused(results: Sequence[RecordResult]) -> list[int]:
    """Return the places of the items that were refused."""
    return [place for place, result in enumerate(results) if "problem" in result]


def field_of(problem: Problem) -> str | None:
    """Return the column that a problem is about: what it names, or what would mend it."""
    for entry in problem.get("errors", ()):
        return entry["field"]
    if "sum" in problem:
        return "service_hours"
    return "service_date" if problem.get("rule_ids") == ["R-3"] else None


def at_cells(sheet: Sheet, results: Sequence[RecordResult]) -> dict[str, Any]:
    """Return the refused rows, the first fifty, each problem at its cell or at its row."""
    places = refused(results)
    problems = [(place, results[place].get("problem", {})) for place in places[:_SHOWN]]
    fields = [field_of(problem) for _, problem in problems]
    names = [name for name in fields if name and name not in ("row", "item")]
    rows = []
    for (place, problem), field in zip(problems, fields, strict=True):
        at = field if field in names else None
        rows.append(
            {"number": place, "values": sheet.values(place), "problem": problem, "field": at}
        )
    heads = sheet.with_heads(names).heads
    return {"heads": heads, "rows": rows, "more": len(places) - len(rows)}
