"""Lists as CSV files that a spreadsheet reads: with a byte-order mark, no cell a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from typing import Any

from starlette.responses import Response, StreamingResponse

from graph_service.tabular.guard import guarded

Rows = Iterable[Mapping[str, Any]] | Iterable[tuple[Any, ...]]
_TYPE = "text/csv; charset=utf-8"
_MARK = "\ufeff"


def csv_response(name: str, columns: Sequence[str], rows: Rows) -> Response:
    """Return rows as a file to keep."""
    text = _MARK + _lines(columns, [dict(zip(columns, columns, strict=True))])
    return attachment(f"{name}.csv", text + _lines(columns, rows), _TYPE)


async def csv_stream(name: str, columns: Sequence[str], chunks: AsyncIterator[Rows]) -> Response:
    """Return all rows as a file to keep, sent while they are read; one that is cut never ends well.

    What is wrong with the asking is raised before the file begins.
    """
    first = await anext(chunks, [])

    async def lines() -> AsyncIterator[str]:
        yield _MARK + _lines(columns, [dict(zip(columns, columns, strict=True))])
        yield _lines(columns, first)
        async for rows in chunks:
            yield _lines(columns, rows)

    return StreamingResponse(lines(), media_type=_TYPE, headers=_kept_as(f"{name}.csv"))


def attachment(name: str, text: str, media_type: str) -> Response:
    """Return a text as a file to keep."""
    return Response(text, media_type=media_type, headers=_kept_as(name))


def _kept_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _lines(columns: Sequence[str], rows: Rows) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    for row in rows:
        cells = row if isinstance(row, tuple) else map(row.get, columns)
        writer.writerow(["" if cell is None else guarded(str(cell)) for cell in cells])
    return file.getvalue()
