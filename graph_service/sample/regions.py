"""Chongqing's divisions (edition 2023-06) and its registration authorities, as rows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from graph_service import notice
from graph_service.rows.rows import SourceRow

EDITION = "2023-06"


@cache
def divisions() -> list[dict[str, str]]:
    """Return the 12,340 divisions, parents before children."""
    return notice.table("divisions.csv")


def region_rows() -> Iterator[SourceRow]:
    """Yield the divisions as rows of the importer."""
    for row, division in enumerate(divisions(), 2):
        values = {**division, "edition": EDITION, "valid_from": "", "valid_to": ""}
        yield SourceRow("divisions.csv", row, values)


def authority_rows() -> Iterator[SourceRow]:
    """Yield 重庆市民政局, the 38 district bureaux and the three zone bodies (inferred, I-9)."""
    for row, values in enumerate(notice.table("authorities.csv"), 2):
        yield SourceRow("authorities.csv", row, values)
