"""The front door: what this is, what it holds, and where to go from here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from html import escape
from string import Template
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse

from graph_service import __version__
from graph_service.api.deps import GraphDep
from graph_service.messages import say
from graph_service.notice import DATA
from graph_service.questions import registers

router = APIRouter(include_in_schema=False)
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src data:;"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
Link = tuple[str, str]  # the address, and the key of its words


def _addresses(request: Request) -> list[Link]:
    """Return where a person goes from here; rooms that this service has, and no others."""
    known = {getattr(route, "path", None) for route in request.app.routes}
    rooms = [("/explorer", "front.explorer"), ("/docs", "front.docs")]
    fixed = [("/openapi.json", "front.openapi"), ("/readyz", "front.readyz")]
    return [link for link in rooms if link[0] in known] + fixed


@router.get("/")
async def front(
    request: Request,
    graph: GraphDep,
    addresses: Annotated[list[Link], Depends(_addresses)],
) -> HTMLResponse:
    """The page itself; numbers and questions only where reading needs no token."""
    state = request.app.state
    parts = [_list("front.addresses", [_link(*link) for link in addresses])]
    if state.settings.anonymous_read:
        held = await registers.summary(graph)
        parts = [_held(held), _list("front.questions", _questions(held["example"])), *parts]
    else:
        parts.insert(0, f"<p>{_words('front.token')}</p>")
    if state.neo4j_browser is not None:
        parts.append(_browser(*state.neo4j_browser))
    page = _page().substitute(
        version=escape(__version__),
        edition=escape(str(graph.policy.edition)),
        parts="\n".join(parts),
    )
    return HTMLResponse(page, headers=_HEADERS)


@cache
def _page() -> Template:
    return Template((DATA / "front.html").read_text(encoding="utf-8"))


def _held(held: Mapping[str, Any]) -> str:
    names = ("teams", "hubs", "regions", "registration_authorities")
    shown = {name: f"{held[name]:,}" for name in names}
    return f"<p>{_words('front.held' if held['teams'] else 'front.empty', **shown)}</p>"


def _questions(example: Mapping[str, Any] | None) -> list[str]:
    if example is None:
        return [_link(f"/v1/{name}", f"front.{name}") for name in ("rules", "businesses")]
    team_id, name = quote(example["team_id"]), example["name"]
    asked = {
        "find": f"/v1/teams?q={quote(name)}",
        "reviews": f"/v1/teams/{team_id}/review-routes",
        "scope": f"/v1/teams/{quote(example['above'])}/scope",
    }
    return [_link(path, f"front.{key}", name=name) for key, path in asked.items()]


def _browser(address: str, password: str) -> str:
    said = _words("front.password", password=password)
    opened = f"{_link(address, 'front.browser')}<br>{said}"
    return _list("front.neo4j", [opened, _link("/browser/library.zip", "front.library")])


def _list(key: str, items: list[str]) -> str:
    lines = "\n".join(f"<li>{item}</li>" for item in items)
    return f"<h2>{_words(key)}</h2>\n<ul>\n{lines}\n</ul>"


def _link(address: str, key: str, **values: str) -> str:
    shown = escape(address)
    return f'{_words(key, **values)}<br><a href="{shown}">{shown}</a>'


def _words(key: str, **values: str) -> str:
    zh, en = say(key, **values)
    return f'{escape(zh)} <span lang="en">{escape(en)}</span>'
