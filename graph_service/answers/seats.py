"""Seats: the hub that each region should have, and those on record."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from graph_service.answers.forms import RegionCode
from graph_service.answers.lists import Page
from graph_service.answers.nodes import Node
from graph_service.vocabulary import Level, Status

SeatState = Literal["vacant", "filled", "double", "wrong_name", "on_ended_region"]


class SeatHub(Node):
    """A hub on a seat."""

    status: Status


class Seat(TypedDict):
    """A region's seat: the hub expected, those on record, and the state that follows."""

    region_code: RegionCode
    name: str
    level: Level
    state: SeatState
    expected_name: str
    hubs: list[SeatHub]
    succeeded_by: RegionCode | None


class Coverage(TypedDict):
    """Seats of a region and all below it, in numbers."""

    region_code: RegionCode
    name: str
    level: Level
    expected: int
    filled: int
    double: int
    vacant: int


class Seats(Page[Seat]):
    """A page of seats, with the coverage of the region and of those directly below."""

    items: list[Seat]
    coverage: list[Coverage]
