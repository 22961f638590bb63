"""Read a register's file: its bytes in, rows with their place out, never all of them at once."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from graph_service.errors import InvalidInput
from graph_service.rows.columns import kinds
from graph_service.rows.rows import Reject, SourceRow
from graph_service.tabular import rejects
from graph_service.tabular.sheets import sheet_rows
from graph_service.tabular.texts import csv_rows, json_rows

_ZIP = b"PK\x03\x04"
_JSON = (".jsonl", ".ndjson", ".json")


def read(
    source: bytes | BinaryIO, name: str, kind: str | None = None
) -> dict[str, Iterator[SourceRow | Reject]]:
    """Return a file's rows by kind: an XLSX by its sheets' names, else by ``kind`` or its name.

    The rows are read while they are asked for, so the file stays open until then. A row that
    cannot be read comes as its reject. Raises InvalidInput when the kind, the file's form or a
    column's head is unknown.
    """
    file = io.BytesIO(source) if isinstance(source, bytes) else source
    begins = file.read(256)
    file.seek(0)
    if begins.startswith(_ZIP):
        return sheet_rows(file, name, kind or said_by(name))
    is_json = name.lower().endswith(_JSON) or begins.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"
    if not is_json and rejects.is_one(begins):
        return rejects.parts(file, name)
    found = kind or kind_of(name)
    return {found: (json_rows if is_json else csv_rows)(file, name, found)}


def said_by(name: str) -> str | None:
    """Return the kind that a file's name says, up to its first dot, or None."""
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].split(".")[0]
    return stem if stem in kinds() else None


def kind_of(name: str) -> str:
    """Return the kind that a file's name says; InvalidInput if it says none."""
    stem = said_by(name)
    if stem is None:
        words = ", ".join(kinds())
        raise InvalidInput(
            "file",
            name,
            f"从文件名“{name}”看不出种类：文件名应以种类开头（{words}），"
            "如 teams.csv，或加 --kind teams。",
            f"the name '{name}' does not tell the kind: begin it with one of {words},"
            " as in teams.csv, or say --kind teams.",
        )
    return stem
