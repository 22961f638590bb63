"""The history as a list, newest first, and what followed from each change."""

from __future__ import annotations

from typing import Any, get_args

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from graph_service.answers.values import AnsweredKind
from graph_service.api.auth import Caller, demand
from graph_service.api.routes.changes import shown
from graph_service.errors import BeforeReset, InvalidInput, NotFound
from graph_service.explorer.deps import AddressDep, GraphDep, WhoDep, region_code
from graph_service.explorer.names import names_in, say_findings, subject_kind
from graph_service.explorer.rendering import page
from graph_service.explorer.state import Address
from graph_service.graph import Graph
from graph_service.questions import history
from graph_service.questions.regions import territory_path
from graph_service.record.first_values import answers_of
from graph_service.record.following import Wanted
from graph_service.record.newest import Newest, newest, newest_that_changed
from graph_service.store.history import revision as newest_revision
from graph_service.vocabulary import Role

router = APIRouter()
_PAGE = 50
_KINDS: tuple[str, ...] = get_args(AnsweredKind)


@router.get("/changes")
async def list_changes(
    request: Request, graph: GraphDep, who: WhoDep, address: AddressDep
) -> HTMLResponse:
    """Changes, newest first; for a reader those that changed some answers, and how many."""
    status, problem, found = 200, None, Newest([], 0)
    try:
        last = await newest_revision(graph)
        upto = min(_number(address, "upto") or last, last)
        found = await _found(graph, who, address, upto)
    except (InvalidInput, NotFound) as error:
        status, problem = error.status, error
    items = (await _masked(graph, found.items, who))["items"]
    return page(
        request,
        "changes.html",
        status=status,
        problem=problem,
        items=items,
        below=found.below,
        kinds=_KINDS,
        reads=who.at_least(Role.READER),
    )


@router.get("/changes/{revision}")
async def read_change(
    request: Request, revision: str, graph: GraphDep, who: WhoDep, address: AddressDep
) -> HTMLResponse:
    """One change and, for a reader, a page of what followed from it; with ``part`` only that."""
    number = int(revision) if revision.isdecimal() and len(revision) < 16 else 0
    part, reads = address.get("part") is not None, who.at_least(Role.READER)
    if part:
        demand(who, Role.READER)
    change = None if part else await _change(graph, who, number)
    told = await _answers(graph, number, address) if reads else {"answers": None, "problem": None}
    return page(
        request,
        "change_answers.html" if part else "change_read.html",
        part=part,
        change=change,
        revision=number,
        subject_kind=subject_kind,
        **told,
    )


async def _found(graph: Graph, who: Caller, address: Address, upto: int) -> Newest:
    """Return the wanted changes: for a reader by the answers that they changed, else by rows."""
    subject, hub, kind = (address.get(name) for name in ("subject", "hub", "kind"))
    place = address.get("within")
    within = region_code(place) if place else None
    if not who.at_least(Role.READER):
        if hub or kind:
            demand(who, Role.READER)
        filters = {"team_id": subject, "within": within}
        return await newest(graph, upto, _PAGE, counted=False, **filters)
    if kind and kind not in _KINDS:
        zh, en = "没有这一类答复。", "There is no such kind of answer."
        raise InvalidInput("kind", kind, zh, en)
    path = await territory_path(graph, within) if within else None
    wanted = Wanted(subject, hub, path, kind)
    if wanted:
        return await newest_that_changed(graph, upto, _PAGE, wanted)
    return await newest(graph, upto, _PAGE, counted=True)


async def _change(graph: Graph, who: Caller, revision: int) -> Any:
    found = await history.changes(graph, after=max(0, revision - 1), limit=1)
    if not found["items"] or found["items"][0]["revision"] != revision:
        raise NotFound("change", str(revision))
    return (await _masked(graph, found["items"], who))["items"][0]


async def _answers(graph: Graph, revision: int, address: Address) -> dict[str, Any]:
    """Return a page of what followed, named; or why its first values cannot be told."""
    try:
        found = await answers_of(graph, revision, cursor=address.get("cursor"), limit=_PAGE)
    except (BeforeReset, InvalidInput) as error:
        return {"answers": None, "problem": error, "names": {}}
    items = found["items"]
    told = {**found, "items": await say_findings(graph, items)}
    return {"answers": told, "problem": None, "names": await names_in(graph, items)}


async def _masked(graph: Graph, items: list[Any], who: Caller) -> Any:
    return await shown(graph, {"items": items, "next_cursor": None, "complete": True}, who)


def _number(address: Address, name: str) -> int | None:
    given = address.get(name) or ""
    return int(given) if given.isdecimal() and len(given) < 16 else None
