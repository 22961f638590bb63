"""The report's tables for those who guide and mobilise: units, authorities, departments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from graph_service.answers.reports import AuthorityRow, DepartmentRow, UnitRow
from graph_service.graph import Graph
from graph_service.questions import reports
from graph_service.vocabulary import BusinessLine, Level

_LARGEST = 1000
Tables = dict[str, str]


async def tables(graph: Graph, known: reports.Breaches) -> Tables:
    """Return the rows of the three tables by their places in the page.

    Units of villages are left out: the page would be twelve thousand lines long.
    """
    units: list[UnitRow] = []
    cursor = None
    while True:
        page = await reports.responsible_units(graph, None, cursor, _LARGEST, known)
        units += [row for row in page["items"] if row["hub"]["level"] != Level.VILLAGE]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    authorities = await reports.registration_authorities(graph, None, _LARGEST)
    departments = await reports.departments(graph, None, None, _LARGEST)
    return {
        "units": _rows(map(_unit, units)),
        "authorities": _rows(map(_authority, authorities["items"])),
        "departments": _rows(map(_department, departments["items"])),
    }


def _rows(rows: Iterable[str]) -> str:
    return "\n".join(f"<tr>{row}</tr>" for row in rows)


def _unit(row: UnitRow) -> str:
    numbers = (
        row["teams"],
        row["teams_with_breaches"],
        row["error_findings"],
        row["warn_findings"],
    )
    hub = f"{escape(row['hub']['name'])}<br>{_quiet(row['hub']['id'])}"
    unit = escape(row["responsible_unit"] or "—")
    return f"<td>{unit}</td><td>{hub}</td>{_numbers(numbers)}{_hours(row['hours'])}"


def _authority(row: AuthorityRow) -> str:
    named = "是" if row["has_administrator"] else "否"
    numbers = (row["registered"], row["registered_without_administrator"], row["filed"])
    without = len(row["towns_without"])
    towns = f'<td class="n">{without:,} / {row["towns"]:,}</td>' if row["towns"] else "<td>—</td>"
    name = f"{escape(row['name'])}<br>{_quiet(row['authority_id'])}"
    return f"<td>{name}</td>{_numbers(numbers)}{towns}<td>{named}</td>"


def _department(row: DepartmentRow) -> str:
    line = row["business_line"]
    name = BusinessLine(line).zh if line else "未填 not told"
    numbers = (row["teams"], row["active_teams"])
    places = f'<td class="n">{row["districts"]:,} / {row["districts_expected"]:,}</td>'
    return f"<td>{escape(name)}</td>{_numbers(numbers)}{places}{_hours(row['hours'])}"


def _numbers(numbers: Sequence[int]) -> str:
    return "".join(f'<td class="n{"" if n else " zero"}">{n:,}</td>' for n in numbers)


def _hours(hours: float) -> str:
    return f'<td class="n{"" if hours else " zero"}">{hours:,.2f}</td>'


def _quiet(text: str) -> str:
    return f'<span class="en">{escape(text)}</span>'
