"""What keeps the pages safe: headers, the signed-in cookie, and the cross-site token of forms."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from urllib.parse import urlsplit

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph_service.api.auth import Caller
from graph_service.errors import Forbidden, Unauthenticated

SESSION = "graph_service_token"
_FORM = "graph_service_form"
_log = structlog.get_logger()
_LONGEST = 4000
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Headers:
    """A layer that puts the same headers on every answer of the explorer.

    A failure that was already answered with a page ends here, in the log.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and mark its answer."""
        begun = False

        async def marked(message: Message) -> None:
            nonlocal begun
            begun = True
            if message["type"] == "http.response.start":
                given = {name for name, _ in message["headers"]}
                extra = {k.lower().encode(): v.encode() for k, v in HEADERS.items()}
                files = "/static/" in scope["path"]
                extra[b"cache-control"] = b"no-cache" if files else b"no-store"
                message["headers"] = [
                    *message["headers"],
                    *((name, value) for name, value in extra.items() if name not in given),
                ]
            await send(message)

        try:
            await self._app(scope, receive, marked)
        except Exception as error:
            if not begun:
                raise
            _log.error("unexpected", request_id=scope.get("request_id"), exc_info=error)


async def caller(request: Request) -> Caller:
    """Return who asks, by the cookie's token; anonymous where that is allowed.

    A token that is no longer good counts as none. Raises Unauthenticated where reading needs one.
    """
    callers = request.app.state.callers
    token = request.cookies.get(SESSION, "")
    if token and usable(token):
        try:
            return await callers.of(token)
        except Unauthenticated:
            request.state.stale = True
    return await callers.of(None)


def usable(token: str) -> bool:
    """Return whether a text can be a token at all: nothing else is looked up."""
    return 0 < len(token) <= _LONGEST and token.isascii()


def form_token(request: Request) -> str:
    """Return the cross-site token of a page's forms: bound to the cookie of whoever sees it."""
    secret = request.cookies.get(SESSION) or request.cookies.get(_FORM)
    if not secret:
        secret = getattr(request.state, "form_secret", None) or secrets.token_urlsafe(24)
        request.state.form_secret = secret
    return _signed(secret)


def demand_own_form(request: Request, given: Mapping[str, str]) -> None:
    """Raise Forbidden for a form that was not sent by one of our own pages."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    foreign = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    secret = request.cookies.get(SESSION) or request.cookies.get(_FORM) or ""
    token = str(given.get("form_token", ""))
    same = hmac.compare_digest(token.encode(), _signed(secret).encode())
    if site not in ("same-origin", "none") or foreign or not secret or not same:
        raise Forbidden(
            "表单不是由本页面提交的，请重新打开页面再试。",
            "This form was not sent by our own page: open the page again.",
            missing="form_token",
        )


def keep_form_secret(request: Request, response: Response) -> None:
    """Set the cookie that an anonymous page's form token is bound to."""
    secret = getattr(request.state, "form_secret", None)
    if secret:
        _set(request, response, _FORM, secret)


def sign_in(request: Request, response: Response, token: str) -> None:
    """Keep a token where no script can read it and no other site can send it."""
    _set(request, response, SESSION, token)
    response.delete_cookie(_FORM, path="/explorer")


def sign_out(response: Response) -> None:
    """Forget the token."""
    response.delete_cookie(SESSION, path="/explorer", httponly=True, samesite="strict")


def _set(request: Request, response: Response, name: str, value: str) -> None:
    secure = request.url.scheme == "https"
    response.set_cookie(
        name, value, path="/explorer", httponly=True, samesite="strict", secure=secure
    )


def _signed(secret: str) -> str:
    return hmac.new(secret.encode(), b"graph-service explorer form", hashlib.sha256).hexdigest()
