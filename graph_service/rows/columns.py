"""The columns of a register's files, in the order of each file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent.parent / "data" / "columns.json"


@dataclass(frozen=True)
class Column:
    """One column: its name, its Chinese head and others like it, its form, what it refers to.

    A spreadsheet's cell holds 32,767 characters, and a name that is looked up far fewer; what is
    written by itself, not with a whole register, has ``asked`` characters, least and most.
    """

    name: str
    zh: str
    form: str
    required: bool = False
    refers_to: str | None = None
    also: tuple[str, ...] = ()
    longest: int = 32_767
    asked: tuple[int, int] = (0, 100)


@cache
def columns(kind: str) -> tuple[Column, ...]:
    """Return a kind's columns in the order of the file."""
    return tuple(Column(**entry) for entry in json.loads(_FILE.read_text("utf-8"))[kind])


@cache
def key_columns(kind: str) -> tuple[str, ...]:
    """Return the columns that identify a row of a kind."""
    return ("team_id", "viewer_id") if kind == "viewing" else (columns(kind)[0].name,)


@cache
def kinds() -> tuple[str, ...]:
    """Return the kinds of a register's files in the order in which they are loaded."""
    return tuple(json.loads(_FILE.read_text("utf-8")))
