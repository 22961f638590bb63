"""Empty files to be filled in: each column explained, enums as lists to choose from."""

from __future__ import annotations

import csv
from pathlib import Path

import xlsxwriter

from graph_service import vocabulary
from graph_service.rows.bad_form import BadForm
from graph_service.rows.columns import Column, columns, kinds
from graph_service.rows.forms import form
from graph_service.vocabulary import Term

_NO_VALUE = "?"
_LONGEST_LIST = 255


def files(folder: Path) -> list[Path]:
    """Return the paths of the templates: an XLSX and a CSV for each kind."""
    return [folder / f"{kind}.{form}" for kind in kinds() for form in ("xlsx", "csv")]


def write(folder: Path) -> None:
    """Write every kind's templates; they are imported as they stand, filled in or empty."""
    for kind in kinds():
        _xlsx(folder / f"{kind}.xlsx", kind)
        with (folder / f"{kind}.csv").open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out).writerow(head(column) for column in columns(kind))


def head(column: Column) -> str:
    """Return a column's head in both languages."""
    return f"{column.zh} {column.name}"


def explanation(column: Column) -> str:
    """Return what may stand in a column, in both languages."""
    lines = [head(column)]
    if column.required:
        lines.append("必填 required")
    terms = _terms(column)
    if terms:
        words = "；".join(f"{term.zh} {term}" for term in terms)
        lines.append(f"应为其中之一 one of: {words}")
    else:
        lines.append(_sentence(column.form))
    if column.refers_to:
        lines.append(f"应在册 or in these files: {column.refers_to}")
    return "\n".join(line for line in lines if line)


def _xlsx(path: Path, kind: str) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet(kind)
    text = book.add_format({"num_format": "@"})
    bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "text_wrap": True})
    needed = book.add_format({"bold": True, "bg_color": "#FCE4D6", "text_wrap": True})
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(columns(kind)):
        sheet.set_column(place, place, max(14, 2 * len(column.zh), len(column.name) + 2), text)
        sheet.write_string(0, place, head(column), needed if column.required else bold)
        sheet.write_comment(0, place, explanation(column), {"x_scale": 2.5, "y_scale": 2})
        words = [term.zh for term in _terms(column)]
        if words and len(",".join(words)) <= _LONGEST_LIST:
            choice = {"validate": "list", "source": words, "error_type": "warning"}
            sheet.data_validation(1, place, 1_048_575, place, choice)
    book.close()


def _terms(column: Column) -> list[Term]:
    found = getattr(vocabulary, column.form, None)
    return list(found) if isinstance(found, type) and issubclass(found, Term) else []


def _sentence(name: str) -> str:
    """Return what the form itself says to a value that is none."""
    try:
        form(name)(_NO_VALUE)
    except BadForm as error:
        return f"{error.message_zh} {error.message_en}"
    return ""
