"""What one request carries down to the graph: its id, its bookmarks, and whether to tell all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Trace:
    """What a request ran: kept for ``debug=cypher``; ``profile`` counts time and db hits too."""

    profile: bool = False
    statements: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Request:
    """One request, made where it comes in and handed down as ``Graph.of(request)``.

    ``bookmarks`` is the state that its reads must see (``reached`` once they did), ``left`` the
    state that its writes left; ``revision`` is one that its answer holds at least; ``unheld``
    whether it asked for no answer from memory.
    """

    request_id: str | None = None
    bookmarks: list[str] = field(default_factory=list)
    reached: bool = False
    left: list[str] = field(default_factory=list)
    trace: Trace | None = None
    revision: int | None = None
    unheld: bool = False

    @property
    def alone(self) -> bool:
        """Whether its answers are its own, and not to be shared with other requests."""
        return self.trace is not None or bool(self.bookmarks)
