"""The hub tree as it is looked at: seats, what stands below them, lines beside it."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from graph_service.vocabulary import Level, PermissionGroup, Status

LineKind = Literal["liaison", "viewing", "registration"]


class TreeTeam(TypedDict):
    """A team in the tree: what it is called, whether it works, and of which form it is."""

    id: str
    name: str
    status: Status
    form: str


class Office(TypedDict):
    """A registration authority in the tree."""

    id: str
    name: str


class Branch(TypedDict):
    """A seat with its hubs, the one that stands for it first, and how much is below it."""

    parent_code: str | None
    region_code: str
    name: str
    level: Level
    hubs: list[TreeTeam]
    seats: int
    vacant: int
    others: int
    children: int


class Others(TypedDict):
    """What stands at a region and holds no seat."""

    authorities: list[Office]
    teams: list[TreeTeam]


class Way(TypedDict):
    """Where a team or an authority stands: the regions from the top down."""

    id: str
    holds_seat: bool
    way: list[str]


class Line(TypedDict):
    """A line from a team to another, or to its authority."""

    from_id: str
    kind: LineKind
    to_id: str
    to_name: str
    way: list[str]


class TeamCount(TypedDict):
    """How many teams of one form, group and status there are."""

    form: str
    permission_group: PermissionGroup
    status: Status
    teams: int
