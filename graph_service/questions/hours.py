"""The confirmed hours of a team, or over a hub's region: from kept sums, never from all records."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, TypeVar, cast

from graph_service import cypher, notice
from graph_service.answers.hours import By, HoursItem, HoursTotal, Sum, TeamHours
from graph_service.answers.lists import Page
from graph_service.errors import NotFound
from graph_service.graph import Graph
from graph_service.questions import cursors, queues
from graph_service.questions.periods import Period, period
from graph_service.questions.scope_ids import hub_of
from graph_service.vocabulary import Business

_BY_MONTH = cypher.load("questions/hours/hours_by_month")
_BY_TEAM = cypher.load("questions/hours/hours_by_team")
_BY_GROUP = cypher.load("questions/hours/hours_by_group")
_OF_TEAMS = cypher.load("questions/hours/hours_of_teams")
_RULES = ["M-6"]
_KEYS = {"level": "level", "district": "region_code"}

Row = TypeVar("Row", bound=list[Any])


async def hours_of(
    graph: Graph,
    team_id: str,
    *,
    begins: str | None = None,
    ends: str | None = None,
    by: By = "month",
    reviewed: bool = False,
    cursor: str | None = None,
    limit: int = 100,
) -> TeamHours:
    """Return a team's confirmed hours, for a hub those of its region scope, closed teams included.

    ``begins`` and ``ends`` are months or days, both included. Hours follow a team to its present
    place. Raises NotFound for an unknown team, InvalidInput for a period that is none.
    """
    asked = period(begins, ends)
    found = await graph.values(_BY_MONTH, team_id=team_id, **asked.as_dict())
    if not found:
        raise NotFound("team", team_id)
    [(region_code, rows)] = found
    page = await _page(graph, team_id, region_code is not None, rows, asked, by, cursor, limit)
    answer: dict[str, Any] = {
        "team_id": team_id,
        "from": begins,
        "to": ends,
        "by": by,
        "total": _total(rows),
        **page,
        "rule_ids": _RULES,
        "clauses": notice.clauses(_RULES),
    }
    if reviewed:
        answer["reviewed"] = await _reviewed(graph, team_id, asked)
    return cast("TeamHours", answer)


def plain(hundredths: int) -> float:
    """Return hours as people read them: held are hundredths."""
    return hundredths / 100


async def _page(
    graph: Graph,
    team_id: str,
    is_hub: bool,
    rows: list[list[Any]],
    asked: Period,
    by: By,
    cursor: str | None,
    limit: int,
) -> Page[HoursItem]:
    if by == "month":
        items = _months(rows)
        return cursors.cut(items, [[item["month"]] for item in items], cursor, [""], limit)
    hub = await hub_of(graph, team_id)
    path = hub["territory_path"]
    given = asked.as_dict() | {"within": path, "team_id": None if is_hub else team_id}
    if by == "team":
        after_path, after = cursors.decode(cursor, ["", ""])
        given |= {"upto": f"{path}~", "after_path": after_path, "after": after, "limit": limit + 1}
        found = await graph.values(_BY_TEAM, **given)
        items = [_item({"team_id": row[0]}, row[2], row[3]) for row in found]
        return cursors.page(items, limit, [[row[1], row[0]] for row in found])
    found = await graph.values(_BY_GROUP, by=by, **given)
    items = [_item({_KEYS[by]: row[0]}, row[1], row[2]) for row in found]
    return cursors.cut(items, [[row[0]] for row in found], cursor, [""], limit)


async def _reviewed(graph: Graph, team_id: str, asked: Period) -> Sum:
    ids = await queues.reviewed_by(graph, team_id, Business.HOURS_RECORDING)
    [[hours, records]] = await graph.values(_OF_TEAMS, team_ids=ids, **asked.as_dict())
    return {"hours": plain(hours), "records": records}


def _total(rows: list[list[Any]]) -> HoursTotal:
    parts = [
        sum(row[2] for row in rows if row[1] is legal_person) for legal_person in (False, True)
    ]
    return {
        "hours": plain(sum(parts)),
        "records": sum(row[3] for row in rows),
        "teams": plain(parts[0]),
        "legal_persons": plain(parts[1]),
    }


def _months(rows: list[list[Any]]) -> list[HoursItem]:
    """Return the items of the months in their order; a cut month is one item as any other."""
    months: dict[str, list[list[Any]]] = defaultdict(list)
    for row in rows:
        months[row[0]].append(row)
    items: list[HoursItem] = []
    for month in sorted(months):
        parts = months[month]
        hours, records = (sum(part[at] for part in parts) for at in (2, 3))
        volunteers = {"volunteers": parts[0][4]} if parts[0][4] is not None else {}
        items.append(_item({"month": month}, hours, records) | cast("HoursItem", volunteers))
    return items


def _item(key: dict[str, str], hours: int, records: int) -> HoursItem:
    return {**key, "hours": plain(hours), "records": records}
