"""What every request passes: its id, its host, its bookmark, the size of its body."""

from __future__ import annotations

import asyncio
import re
import secrets
import time
from collections.abc import Callable, Iterable

import structlog
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph_service.api.addresses import unreadable
from graph_service.api.carried import carry
from graph_service.api.limiting import Limiter
from graph_service.api.memory import Memory
from graph_service.api.metrics import Metrics
from graph_service.api.problems import respond
from graph_service.errors import DatabaseAway, InvalidInput, ServiceError
from graph_service.graph.driver_errors import bad_bookmark
from graph_service.request import Request
from graph_service.rows.rows import holds_identity_card

_log = structlog.get_logger()
_BOOKMARK = re.compile(r"FB:[A-Za-z0-9+/_-]{8,400}={0,2}")
_BOOKMARKS = 16


class CutOff(Exception):
    """An answer failed after it had begun: the connection is all that can still be ended."""


class Passage:
    """One plain ASGI layer around the routes: cheap, since single look-ups are a round trip."""

    def __init__(
        self,
        app: ASGIApp,
        allowed_hosts: Iterable[str],
        metrics: Metrics,
        memory: Memory,
        limiter: Limiter | None = None,
        away: Callable[[], ServiceError | None] = lambda: None,
        page: Callable[[Scope, ServiceError], ASGIApp | None] = lambda scope, error: None,
    ) -> None:
        self._app = app
        self._page = page
        self._limiter = limiter
        self._away = away
        self._hosts = {host.lower() for host in allowed_hosts}
        self._metrics = metrics
        self._memory = memory

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and mark its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        request_id = _request_id(headers.get(b"x-request-id"))
        scope["request_id"] = request_id
        bookmarks = headers.get(b"graph-bookmark", b"").decode("latin-1").split()
        kept = Request(request_id, bookmarks)
        kept.unheld = b"no-cache" in headers.get(b"cache-control", b"").lower()
        carry(scope, kept)
        begun = time.perf_counter()
        status: int | None = None

        async def marked(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                extra = [(b"x-request-id", request_id.encode())]
                if kept.revision is not None:
                    extra.append((b"graph-revision", str(kept.revision).encode()))
                if kept.left:
                    self._memory.left(kept.left)
                    extra.append((b"graph-bookmark", " ".join(kept.left).encode()))
                message["headers"] = [*message["headers"], *extra]
            await send(message)

        refused = self._refused(scope, headers, bookmarks)
        try:
            if refused is not None:
                await refused(scope, receive, marked)
            else:
                if scope["path"].startswith("/v1/"):
                    kept.revision = await self._memory.following.revision()
                await self._app(scope, receive, marked)
        except ClientDisconnect:
            pass
        except Exception as error:
            _log.error("unexpected", request_id=request_id, exc_info=error)
            if status is not None:
                raise CutOff from None
            await self._answer(scope, _failed())(scope, receive, marked)
        except asyncio.CancelledError:
            if status is None:
                await self._answer(scope, _stopping())(scope, receive, marked)
            raise
        seconds = time.perf_counter() - begun
        status = status or 499
        self._metrics.seen(scope, status, seconds)
        if status == 401 and self._limiter is not None:
            self._limiter.unknown(scope)
        # A probe asks again and again; the database's state is told once, where it changes.
        if kept.left or (status >= 400 and scope["path"] != "/readyz"):
            _log.info(
                "request",
                request_id=request_id,
                method=scope["method"],
                route=getattr(scope.get("route"), "path", None),
                status=status,
                milliseconds=round(seconds * 1000, 1),
            )

    def _refused(
        self, scope: Scope, headers: dict[bytes, bytes], bookmarks: list[str]
    ) -> ASGIApp | None:
        host = headers.get(b"host", b"").decode("latin-1").lower()
        name = host if host.endswith("]") else host.rsplit(":", 1)[0]
        if "*" not in self._hosts and name not in self._hosts:
            zh, en = "Host 头不在允许之列。", "This Host header is not one the service answers to."
            error = InvalidInput("Host", name, zh, en)
            error.status = 421
            return self._answer(scope, error)
        if (error := unreadable(scope)) is not None:
            return self._answer(scope, error)
        if len(bookmarks) > _BOOKMARKS or not all(map(_BOOKMARK.fullmatch, bookmarks)):
            return self._answer(scope, bad_bookmark())
        too_many = self._limiter.refused(scope) if self._limiter else None
        error = too_many or (self._away() if scope["path"].startswith("/v1/") else None)
        return self._answer(scope, error) if error else None

    def _answer(self, scope: Scope, error: ServiceError) -> ASGIApp:
        """Return an error as whoever asks reads it: a page for people, else a problem."""
        return self._page(scope, error) or respond(error, scope["path"])


def _failed() -> ServiceError:
    return ServiceError(
        "服务内部出错，已记入日志。", "The service failed; the failure is in its log."
    )


def _stopping() -> DatabaseAway:
    return DatabaseAway("服务正在停止，请稍后再试。", "The service is stopping; try again shortly.")


def _request_id(given: bytes | None) -> str:
    text = (given or b"").decode("latin-1")
    plain = text.isascii() and text.replace("-", "").replace("_", "").isalnum()
    if plain and len(text) <= 64 and not holds_identity_card(text):
        return text
    return secrets.token_hex(8)
