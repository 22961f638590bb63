"""Divisions: the tree in force."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict

from graph_service.answers.forms import Date, RegionCode
from graph_service.answers.lists import Debug
from graph_service.vocabulary import Level, RegionKind


class RegionRow(TypedDict):
    """A division, and how many lie directly below it."""

    region_code: RegionCode
    name: str
    committee_name: str | None
    level: Level
    kind: RegionKind
    edition: str | None
    valid_from: Date | None
    valid_to: Date | None
    children: int


class Region(RegionRow):
    """A division with its place in the tree in force; `regions` counts its whole subtree.

    Several successors are separated by `;`.
    """

    stem: str
    territory_path: str
    qualified_name: str | None
    parent_code: RegionCode | None
    succeeded_by: str | None
    administered_by: RegionCode | None
    regions: int
    debug: NotRequired[Debug]
