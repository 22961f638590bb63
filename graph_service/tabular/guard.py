"""Cells that no spreadsheet takes for a formula, and back."""

from __future__ import annotations

from typing import Any

_RISKY = ("=", "+", "-", "@", "\t", "\r")
_GUARDED = frozenset((*_RISKY, "'"))


def guarded(value: Any) -> Any:
    """Return a cell behind an apostrophe if a spreadsheet could take it for a formula."""
    if isinstance(value, str) and value[:1] in _GUARDED:
        return "'" + value
    return value


def unguarded(cell: str) -> str:
    """Return what a guarded cell held."""
    if len(cell) > 1 and cell[0] == "'" and cell[1] in _GUARDED:
        return cell[1:]
    return cell
