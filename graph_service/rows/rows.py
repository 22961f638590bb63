"""Rows on their way in: where they came from, and what was wrong with them."""

from __future__ import annotations

import json
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from graph_service import uscc
from graph_service.rows.bad_form import BadForm
from graph_service.rows.columns import Column, columns
from graph_service.rows.forms import form

Values = dict[str, str | None]
_CHUNK = 1000
_IDENTITY_CARD = re.compile(
    r"(?<!\d)[1-9]\d{5}[ -]?(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]?\d{3}[\dXx]"
    r"(?!\d)"
)
LEFT_OUT = "〔已略去 left out〕"
ABSENT = "〔无此列 no such column〕"
_HIDDEN = ("volunteer_no",)  # what no message repeats
_NO_TEXT = re.compile("[\0\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class SourceRow:
    """One row of a file: a column that the file lacks is absent, an empty cell is ``""``."""

    file: str
    row: int
    values: dict[str, str]


@dataclass(frozen=True)
class Reject:
    """Why a row cannot be held, with the place where it stands."""

    file: str
    row: int
    column: str
    value: str
    rule_id: str | None
    message_zh: str
    message_en: str
    cells: dict[str, str] | None = field(default=None, repr=False, compare=False)

    def as_dict(self) -> dict[str, Any]:
        """Return what a report tells: the place, the value and why, not the row's other cells."""
        return {name: value for name, value in asdict(self).items() if name != "cells"}


def refuse(
    source: SourceRow, column: str, value: str, zh: str, en: str, rule_id: str | None = None
) -> Reject:
    """Return the reject of one value of a row."""
    hidden = column in _HIDDEN or holds_identity_card(value)
    shown = "…" if hidden else _NO_TEXT.sub("\ufffd", value[:80])
    return Reject(source.file, source.row, _NO_TEXT.sub("\ufffd", column), shown, rule_id, zh, en)


def checked(kind: str, source: SourceRow) -> Values | Reject:
    """Return a row's values in their form (None for an empty cell), or why it cannot be held."""
    return checked_by(columns(kind), source)


def checked_by(known: Iterable[Column], source: SourceRow) -> Values | Reject:
    """Return the same of some columns, which need not be one kind's."""
    held: Values = {}
    for column in known:
        raw = source.values.get(column.name)
        if raw is None:
            continue
        value = raw.strip()
        if not value:
            if column.required:
                return missing(source, column)
            held[column.name] = None
            continue
        fault = _unholdable(column, value)
        if fault:
            return refuse(source, column.name, *fault)
        try:
            held[column.name] = form(column.form)(value)
        except BadForm as error:
            return refuse(source, column.name, value, error.message_zh, error.message_en)
    return held


def _unholdable(column: Column, value: str) -> tuple[str, str, str] | None:
    """Return what to show of a value that no column holds, and why in both languages."""
    if LEFT_OUT in value:
        return value, "请补上略去的内容。", "what was left out here must be filled in."
    if _NO_TEXT.search(value):
        shown = _NO_TEXT.sub("\ufffd", value)
        return shown, "含有空字符或无法识别的字符。", "holds a NUL or a byte that is no character."
    if len(value) > column.longest:
        zh, en = f"超过 {column.longest} 个字符。", f"is longer than {column.longest} characters."
        return value, zh, en
    if holds_identity_card(value) and not (column.name == "uscc" and uscc.is_valid(value)):
        zh = "含有身份证号码，不予接收。"
        return "…", zh, "holds an identity-card number, which is never taken in."
    return None


def shown_whole(kind: str, name: str, value: str) -> str:
    """Return a rejected row's cell as a file may carry it, with a mark for what it may not."""
    of_uscc = kind == "teams" and name == "uscc" and uscc.is_valid(value)
    if holds_identity_card(value) and not of_uscc:
        return LEFT_OUT
    return _NO_TEXT.sub(LEFT_OUT, value)


def holds_identity_card(text: str) -> bool:
    """Return whether a text holds an 18-digit identity-card number, which is never taken in."""
    if len(text) < 18:
        return False
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return _IDENTITY_CARD.search(plain) is not None


def missing(source: SourceRow, column: Column) -> Reject:
    """Return the reject of a row that lacks a value it must have."""
    zh, en = f"缺少“{column.zh}”。", f"the column {column.name} must have a value."
    return refuse(source, column.name, "", zh, en)


@dataclass
class Spool:
    """Rows put aside compressed, so that a whole register never stands in memory as objects."""

    kind: str
    count: int = 0
    chunks: list[bytes] = field(default_factory=list)

    def extend(self, rows: Iterable[Any]) -> None:
        """Put rows aside."""
        rows = list(rows)
        if rows:
            text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
            self.chunks.append(zlib.compress(text.encode(), 3))
            self.count += len(rows)

    def packed(self) -> bytes:
        """Return all rows as one value: chunk after chunk, each behind its length."""
        return b"".join(len(chunk).to_bytes(4, "big") + chunk for chunk in self.chunks)

    @classmethod
    def unpacked(cls, kind: str, packed: bytes) -> Spool:
        """Return the rows that ``packed`` put into one value."""
        spool, at = cls(kind), 0
        while at < len(packed):
            size = int.from_bytes(packed[at : at + 4], "big")
            spool.chunks.append(packed[at + 4 : at + 4 + size])
            at += 4 + size
        spool.count = sum(len(chunk) for chunk in spool)
        return spool

    def parts(self, chunks: int) -> Iterator[Spool]:
        """Yield the same in parts of some chunks each; a part's ``count`` is not told."""
        for start in range(0, len(self.chunks), chunks):
            yield Spool(self.kind, 0, self.chunks[start : start + chunks])

    def rows(self) -> list[Any]:
        """Return all rows at once."""
        return [row for chunk in self for row in chunk]

    def __iter__(self) -> Iterator[list[Any]]:
        """Yield the rows again, a chunk at a time."""
        for chunk in self.chunks:
            yield json.loads(zlib.decompress(chunk))


def chunked(rows: Iterable[SourceRow | Reject]) -> Iterator[list[SourceRow | Reject]]:
    """Yield rows by the thousand."""
    chunk: list[SourceRow | Reject] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
