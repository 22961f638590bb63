"""The first pass over an import: every value in its form, no id twice, good rows put aside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from graph_service.imports.report import Progress, Report
from graph_service.rows.columns import columns, kinds
from graph_service.rows.rows import Reject, SourceRow, Spool, checked, chunked, missing, refuse
from graph_service.store.tables import key_of

Parts = Mapping[str, Iterable[SourceRow | Reject]]


def formed(parts: Parts, report: Report, progress: Progress) -> dict[str, Spool]:
    """Return the rows by kind as [file, row, values], and note in the report what was read."""
    return {kind: _formed(kind, parts[kind], report, progress) for kind in kinds() if kind in parts}


def pairs_of(spool: Spool | None) -> dict[str, set[str]]:
    """Return team_id → viewer_ids of rows of viewing."""
    pairs: dict[str, set[str]] = {}
    for chunk in spool or ():
        for _, _, values in chunk:
            pairs.setdefault(values["team_id"], set()).add(values["viewer_id"])
    return pairs


def _formed(
    kind: str, rows: Iterable[SourceRow | Reject], report: Report, progress: Progress
) -> Spool:
    spool, seen = Spool(kind), set[str]()
    for chunk in chunked(rows):
        good: list[Any] = []
        for source in chunk:
            values = source if isinstance(source, Reject) else _one(kind, source, seen)
            if isinstance(values, Reject):
                report.rejected.append(replace(values, cells=None))
            else:
                good.append([source.file, source.row, values])
        report.read += len(chunk)
        spool.extend(good)
        progress(chunk[0].file, "read", len(chunk))
    return spool


def _one(kind: str, source: SourceRow, seen: set[str]) -> Any:
    values = checked(kind, source)
    if isinstance(values, Reject):
        return values
    key = key_of(kind, values)
    if not key:
        return missing(source, columns(kind)[0])
    if key in seen:
        zh, en = "编号在此前的行中已出现。", "a row above has the same id."
        return refuse(source, columns(kind)[0].name, key, zh, en)
    seen.add(key)
    return values
