"""Signing in with a token, and out again."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from graph_service.api.auth import Caller
from graph_service.errors import Unauthenticated
from graph_service.explorer import security
from graph_service.explorer.deps import AddressDep
from graph_service.explorer.forms import read_form
from graph_service.explorer.rendering import page
from graph_service.explorer.state import ROOT, Address

router = APIRouter()


@router.get("/sign-in")
async def read_sign_in(request: Request, address: AddressDep) -> HTMLResponse:
    """The form that takes a token."""
    return await _form(request, address)


@router.post("/sign-in")
async def sign_in(request: Request, address: AddressDep) -> Response:
    """Keep a good token in a cookie and go back to where one came from."""
    given = await read_form(request)
    security.demand_own_form(request, given)
    token = given.get("token", "").strip()
    try:
        request.state.who = await _known(request, token)
    except Unauthenticated as error:
        return await _form(request, address, error)
    response = RedirectResponse(_own(address), 303)
    security.sign_in(request, response, token)
    return response


@router.post("/sign-out")
async def sign_out(request: Request, address: AddressDep) -> Response:
    """Forget the token."""
    security.demand_own_form(request, await read_form(request))
    response = RedirectResponse(address.to(), 303)
    security.sign_out(response)
    return response


async def _known(request: Request, token: str) -> Caller:
    if not security.usable(token):
        raise Unauthenticated("这不是令牌。", "This is no token.")
    return await request.app.state.callers.of(token)


async def _form(
    request: Request, address: Address, error: Unauthenticated | None = None
) -> HTMLResponse:
    try:
        request.state.who = await security.caller(request)
    except Unauthenticated:
        request.state.who = None
    status = 200 if error is None else 422
    back = _own(address)
    return page(request, "sign_in.html", status=status, problem=error, back=back)


def _own(address: Address) -> str:
    """Return the page to go back to, if it is one of ours; the tree otherwise."""
    back = address.given.get("back", "")
    parts = urlsplit(back)
    inside = parts.path == ROOT or parts.path.startswith(f"{ROOT}/")
    plain = not parts.scheme and not parts.netloc and "\\" not in back
    return back if plain and inside else address.to()
