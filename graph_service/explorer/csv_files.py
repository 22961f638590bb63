"""Lists as CSV files that a spreadsheet reads: with a byte-order mark, no cell a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.responses import Response

from graph_service.tabular.guard import guarded


def csv_response(name: str, columns: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> Response:
    """Return rows as a file to keep."""
    names = list(columns)
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        cells = [row.get(column) for column in names]
        writer.writerow(["" if cell is None else guarded(str(cell)) for cell in cells])
    return attachment(f"{name}.csv", "\ufeff" + file.getvalue(), "text/csv; charset=utf-8")


def attachment(name: str, text: str, media_type: str) -> Response:
    """Return a text as a file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type=media_type, headers=headers)
