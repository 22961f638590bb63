"""What an operation on the division tree leaves."""

from __future__ import annotations

from typing_extensions import TypedDict

from graph_service.answers.audit import Finding
from graph_service.answers.forms import Date, RegionCode
from graph_service.vocabulary import Level, RegionKind


class RegionWritten(TypedDict):
    """A division as an operation left it: its place in the code table, its days, its successors.

    Several successors are separated by `;`.
    """

    region_code: RegionCode
    name: str
    level: Level
    kind: RegionKind
    parent_code: RegionCode | None
    valid_from: Date | None
    valid_to: Date | None
    succeeded_by: str | None


class TerritoryWritten(TypedDict):
    """The divisions that an operation changed, and how much followed from it.

    ``revision`` is null where all stood so already.
    """

    operation: str
    revision: int | None
    changed_regions: list[RegionWritten]
    teams_moved: int
    answer_count: int
    violations: list[Finding]
