"""One team's neighbourhood: its lines by kind and direction."""

from __future__ import annotations

from typing_extensions import TypedDict


class Neighbour(TypedDict):
    """What a line leads to."""

    id: str
    name: str
    form: str


class Line(TypedDict):
    """The lines of one kind and direction: how many, and the first of them."""

    kind: str
    outgoing: bool
    total: int
    found: list[Neighbour]
