"""Bodies: which kind a route takes, and how much of it, counted while it comes in."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any, NoReturn

from starlette.requests import Request
from starlette.types import Message, Receive

from graph_service.errors import InvalidInput, TooLarge, TooSlow
from graph_service.messages import say
from graph_service.settings import Settings

_MARKS = (b",", b":", b"[", b"{")


@dataclass
class Kind:
    """A kind of body: the setting that bounds its bytes, its time, and how many entries."""

    setting: str
    seconds: float
    entries: int | None = None

    def largest(self, settings: Settings) -> int:
        """Return how many bytes such a body may have."""
        return getattr(settings, self.setting)


JSON = Kind("json_body", 30, entries=50_000)
RECORDS = Kind("records_body", 60, entries=150_000)
PLANS = Kind("plans_body", 120, entries=500_000)
IMPORTS = Kind("imports_body", 1800)
# By the name of the route's function; what is not here takes JSON.
OF_ROUTES = {
    "import_register": IMPORTS,
    "enter_records": RECORDS,
    "decide_records": RECORDS,
    "create_plan": PLANS,
}


class Asked(Request):
    """A request whose body is bounded, and whose JSON is what RFC 8259 calls JSON."""

    def __init__(self, request: Request, kind: Kind) -> None:
        largest = kind.largest(request.app.state.settings)
        super().__init__(request.scope, _bounded(request, kind, largest), request._send)
        self._kind = kind

    async def plain(self) -> None:
        """Read the body; raise InvalidInput if it has so many entries that parsing takes long."""
        most = self._kind.entries
        body = await self.body()
        if most is not None and len(body) > most and sum(map(body.count, _MARKS)) > most:
            raise InvalidInput("body", None, *say("body.too_many_entries", most=most))

    async def json(self) -> Any:
        """Return the parsed body."""
        return json.loads(await self.body(), parse_constant=_no_number)


def _bounded(request: Request, kind: Kind, largest: int) -> Receive:
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > largest:
        raise _too_large(kind, largest)
    receive, taken, ends = request.receive, 0, asyncio.get_running_loop().time() + kind.seconds

    async def bounded() -> Message:
        nonlocal taken
        try:
            async with asyncio.timeout_at(ends):
                message = await receive()
        except TimeoutError:
            raise TooSlow(*say("body.too_slow", seconds=f"{kind.seconds:g}")) from None
        taken += len(message.get("body", b""))
        if taken > largest:
            raise _too_large(kind, largest)
        return message

    return bounded


def _too_large(kind: Kind, largest: int) -> TooLarge:
    setting = f"GRAPH_SERVICE_{kind.setting.upper()}"
    return TooLarge(*say("body.too_large", bytes=f"{largest:,}", setting=setting))


def _no_number(word: str) -> NoReturn:
    raise json.JSONDecodeError(f"{word} is no JSON number", word, 0)
