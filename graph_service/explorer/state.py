"""What an address says: everything that a page shows stands in it, so it can be sent."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from graph_service.explorer.words import LANGUAGES

ROOT = "/explorer"
_LONGEST = 200
_MANY = 300
_LISTS = {"open", "lines"}
_OF_TODAY = ("work", "records", "sign-in", "sign-out")


class Address:
    """A request's path and parameters; ``here`` changes some, ``to`` goes elsewhere."""

    def __init__(self, request: Request) -> None:
        self.path = request.scope.get("path", ROOT).rstrip("/") or ROOT
        self.given = {key: value[:20_000] for key, value in request.query_params.items()}
        asked = self.given.get("lang", "zh")
        self.lang = asked if asked in LANGUAGES else "zh"

    def get(self, name: str) -> str | None:
        """Return a parameter of at most 200 characters, None for an empty one."""
        return self.given.get(name, "").strip()[:_LONGEST] or None

    def listed(self, name: str) -> list[str]:
        """Return a parameter that lists words, the first 300, without repetition."""
        words = [word for word in self.given.get(name, "").split(",") if word]
        return list(dict.fromkeys(words))[:_MANY]

    def here(self, **changes: Any) -> str:
        """Return this address with some parameters changed; None takes one away."""
        kept = {k: v for k, v in self.given.items() if k not in ("part", "form_token")}
        return self._address(self.path, kept | changes)

    def to(self, place: str = "", **given: Any) -> str:
        """Return the address of another page, in the same language and as of the same time."""
        kept = {"lang": None if self.lang == "zh" else self.lang}
        path = ROOT + (f"/{place}" if place else "")
        as_of = {"as_of": self.get("as_of") if _timed(path) else None}
        return self._address(path, as_of | given | kept)

    @property
    def timed(self) -> bool:
        """Whether a time of then means anything here: whoever writes, writes today."""
        return _timed(self.path)

    def _address(self, path: str, given: dict[str, Any]) -> str:
        pairs = [(k, _joined(v)) for k, v in given.items() if v not in (None, "", [], False)]
        return f"{path}?{urlencode(pairs, safe=',~:')}" if pairs else path


def _timed(path: str) -> bool:
    return path.removeprefix(f"{ROOT}/").partition("/")[0] not in _OF_TODAY


def _joined(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
