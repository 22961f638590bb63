"""Make it so: a wish about a team, the lawful ways to it, and the button for whoever may."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from graph_service.advice.wanted.making import wanted
from graph_service.advice.wanted.reading import wish_of
from graph_service.answers.wanted import Way
from graph_service.api.auth import Caller, demand
from graph_service.changes.writing import carry_out, nothing
from graph_service.errors import RuleRefused, ServiceError
from graph_service.explorer import changing, security
from graph_service.explorer.deps import AddressDep, GraphDep, WhoDep, team_id
from graph_service.explorer.forms import read_form
from graph_service.explorer.rendering import page
from graph_service.explorer.state import Address
from graph_service.explorer.words import Words
from graph_service.graph import Graph
from graph_service.operations.specs import specs
from graph_service.questions import rules, teams
from graph_service.vocabulary import Business, Outcome, Permission, Power, Role

router = APIRouter()
_SHAPES = {
    "reviewer": ("business", "final_reviewer_id"),
    "outcome": ("business", "outcome"),
    "power": ("power", "subject_id"),
    "permission": ("permission",),
    "finding": ("no_finding",),
}
_CHOICES: dict[str, tuple[str, list[str]]] = {
    "business": ("Business", [*Business]),
    "outcome": ("Outcome", [*Outcome]),
    "permission": ("Permission", [*Permission]),
    "power": ("Power", [*Power, *(f"review:{b}" for b in Business if b != Business.ADMISSION)]),
    "no_finding": ("Rule", list(rules.RULES)),
}
_WANTS = tuple(dict.fromkeys(name for names in _SHAPES.values() for name in names))


@router.get("/work/wanted")
async def read_wanted(
    request: Request, graph: GraphDep, who: WhoDep, address: AddressDep
) -> HTMLResponse:
    """The form of a wish, filled in as far as the address says it."""
    demand(who, Role.OPERATOR)
    given = {name: address.get(name) or "" for name in ("team", *_WANTS)}
    return await _form(request, graph, address, given)


@router.post("/work/wanted")
async def ask_wanted(
    request: Request, graph: GraphDep, who: WhoDep, address: AddressDep
) -> Response:
    """The ways to a wish; or one of them carried out by whoever may."""
    given = await read_form(request)
    security.demand_own_form(request, given)
    demand(who, Role.OPERATOR)
    given["team"] = given.get("team", "").strip()
    try:
        if given.get("step") == changing.APPLY:
            written = changing.carried_over(given, specs())
            await carry_out(graph, changing.asked(request, who, written, given), nothing)
            return RedirectResponse(address.to("", team=given["team"], tab="history"), 303)
        wish = wish_of(team_id(given["team"]), _want(given))
        answer = await wanted(graph, wish)
    except ServiceError as error:
        return await _form(request, graph, address, given, error=error)
    words = Words(address.lang)
    told = [changing.told(words, [{**o} for o in way["operations"]]) for way in answer["items"]]
    mine = [_may(who, way) for way in answer["items"]]
    ways = list(zip(answer["items"], told, mine, strict=True))
    names = await _names(graph, answer["items"])
    return await _form(request, graph, address, given, answer=answer, ways=ways, names=names)


def _want(given: dict[str, str]) -> dict[str, str]:
    """Return what a form wishes: the fields of its shape, or all that were given."""
    names = _SHAPES.get(given.get("shape", ""), _WANTS)
    return {name: given[name].strip() for name in names if given.get(name, "").strip()}


def _may(who: Caller, way: Way) -> bool:
    """Return whether the caller may carry a way out alone."""
    if who.role == Role.ADMINISTRATOR:
        return bool(way["operations"])
    own = who.team_id or who.authority_id
    return bool(way["by"]) and all(own in [n["id"] for n in by["who"]] for by in way["by"])


async def _names(graph: Graph, ways: list[Way]) -> dict[str, str]:
    """Return the names of the teams that operations are about."""
    ids = sorted({entry["team_id"] for way in ways for entry in way["operations"]})
    return {one["team_id"]: one["name"] for one in await teams.summaries(graph, ids)}


async def _form(
    request: Request, graph: Graph, address: Address, given: dict[str, str], **values: Any
) -> HTMLResponse:
    shown: dict[str, Any] = {"answer": None, "ways": [], "names": {}, "error": None} | values
    error = shown["error"]
    violations = error.members.get("violations", []) if isinstance(error, RuleRefused) else []
    known = given["team"] and await teams.known(graph, given["team"])
    return page(
        request,
        "wanted.html",
        status=error.status if error else 200,
        given=given,
        team=await teams.team(graph, given["team"]) if known else None,
        shapes=_SHAPES,
        choices=_CHOICES,
        violations=violations,
        **shown,
    )
