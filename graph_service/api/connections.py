"""Connections: uvicorn's own, with bounds on how long and how large a request's head may be."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.types import Receive, Scope, Send

from graph_service.api.addresses import Protocol
from graph_service.api.problems import respond
from graph_service.errors import ServiceError

_PATIENCE = 10.0
_LARGEST = 64 * 2**10


class Connection(Protocol):
    """A connection that is closed when a head does not arrive within ten seconds.

    The same time is given to what still comes in after its request was answered. A head above
    64 KiB is answered with 431 and read no further.
    """

    _timer: asyncio.TimerHandle | None = None
    _in_head = True
    _whole_head = False
    _head = 0

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._unwatch()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came; a head that has grown too large ends the connection."""
        reading_head = self._in_head
        self._whole_head = False
        super().data_received(data)
        if self.transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete:
            self._watch()
        if reading_head and self._in_head and not self._whole_head:
            self._head += len(data)
            if self._head > _LARGEST:
                self.send_400_response("head too large")

    def on_message_begin(self) -> None:
        """Begin a head."""
        super().on_message_begin()
        self._head = 0

    def on_headers_complete(self) -> None:
        """Answer a head, or refuse it for its size."""
        self._unwatch()
        self._in_head, self._whole_head = False, True
        size = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        served = self.app
        self.app = served if size <= _LARGEST else _too_large
        super().on_headers_complete()
        self.app = served

    def on_message_complete(self) -> None:
        """Wait for the next head."""
        self._in_head = True
        super().on_message_complete()

    def _watch(self) -> None:
        if self._timer is None:
            self._timer = self.loop.call_later(_PATIENCE, self._too_slow)

    def _unwatch(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _too_slow(self) -> None:
        self._timer = None
        if not self.transport.is_closing():
            self.transport.close()


async def _too_large(scope: Scope, receive: Receive, send: Send) -> None:
    zh, en = "请求头超过 64 KiB。", "The head of the request is larger than 64 KiB."
    error = ServiceError(zh, en)
    error.status, error.slug = 431, "head-too-large"
    error.title = "请求头过大 / Head too large"
    response = respond(error, scope["path"][:80])
    response.headers["Connection"] = "close"
    await response(scope, receive, send)
