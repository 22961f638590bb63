"""The history: who changed what, when and why, in the order of revisions."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any, cast

from graph_service import cypher
from graph_service.answers.history import AnswerKind, ChangeRow, TeamColumns
from graph_service.answers.lists import Page
from graph_service.errors import NotFound
from graph_service.graph import Graph, Row
from graph_service.operations.specs import specs, table
from graph_service.questions import cursors
from graph_service.questions.teams import mask, territory_path

_LIST_CHANGES = cypher.load("questions/history/list_changes")
_NEWEST_CHANGES = cypher.load("questions/history/newest_changes")
_HISTORY_OF_TEAM = cypher.load("questions/history/history_of_team")
_MAPS = ("before", "after", "application_before", "application_after", "counts")
_MOBILES = ("person_in_charge_mobile", "contact_mobile")
_NAMES = ("person_in_charge_name", "contact_name", "administrator_name", "records_officer_name")


async def changes(
    graph: Graph,
    *,
    after: int = 0,
    cursor: str | None = None,
    limit: int = 100,
    within: str | None = None,
    **filters: str | None,
) -> Page[ChangeRow]:
    """Return a page of changes after a revision, by team, region subtree, operation and time.

    Persons stand in them as recorded; ``masked`` hides them. Raises NotFound for an unknown
    region and InvalidInput for a malformed cursor.
    """
    [place] = cursors.decode(cursor, [after])
    path = await territory_path(graph, within) if within else None
    wanted = {name: filters.get(name) for name in ("team_id", "operation", "since", "until")}
    rows = await graph.values(
        _LIST_CHANGES, after=max(place, after), within=path, limit=limit + 1, **wanted
    )
    return _page(rows, limit)


async def newest(
    graph: Graph,
    *,
    upto: int,
    limit: int = 100,
    within: str | None = None,
    team_id: str | None = None,
) -> Page[ChangeRow]:
    """Return a page of changes from a revision down, by team and region subtree.

    Raises NotFound for an unknown region.
    """
    path = await territory_path(graph, within) if within else None
    asked = {"team_id": team_id, "within": path, "limit": limit + 1}
    return _page(await graph.values(_NEWEST_CHANGES, upto=upto, **asked), limit)


async def of_team(
    graph: Graph, team_id: str, *, cursor: str | None = None, limit: int = 100
) -> Page[ChangeRow]:
    """Return every change of one team, also of one that was deleted.

    Raises NotFound for an id that never stood on record.
    """
    [after] = cursors.decode(cursor, [0])
    rows = await graph.values(_HISTORY_OF_TEAM, team_id=team_id, after=after, limit=limit + 1)
    if not rows and cursor is None:
        raise NotFound("team", team_id)
    return _page(rows, limit)


def masked(
    answer: Page[ChangeRow], *, nameless: bool, whole: Collection[str] = ()
) -> Page[ChangeRow]:
    """Return the changes with telephone numbers masked, but for the teams in ``whole``.

    ``nameless`` leaves persons out altogether, and who wrote where a token names a person.
    """
    items = [i if i["team_id"] in whole else _masked(i, nameless) for i in answer["items"]]
    return {**answer, "items": items}


def _masked(item: ChangeRow, nameless: bool) -> ChangeRow:
    hidden: ChangeRow = {**item}
    if nameless and (hidden["token_id"] or "").startswith("oidc:"):
        hidden["token_id"] = None
    hidden["before"] = _without_persons(item["before"], nameless)
    hidden["after"] = _without_persons(item["after"], nameless)
    return hidden


def _without_persons(row: TeamColumns | None, nameless: bool) -> TeamColumns | None:
    if row is None:
        return None
    left_out = (*_NAMES, *_MOBILES) if nameless else ()
    columns = cast("dict[str, str | None]", row)
    masked = {k: mask(v) if k in _MOBILES and v else v for k, v in columns.items()}
    return cast("TeamColumns", {k: v for k, v in masked.items() if k not in left_out})


def _page(rows: list[list[Any]], limit: int) -> Page[ChangeRow]:
    items = [_shown(row[0]) for row in rows]
    return cursors.page(items, limit, [[item["revision"]] for item in items])


def _shown(change: Row) -> ChangeRow:
    maps = {name: json.loads(change[name]) if change.get(name) else None for name in _MAPS}
    columns = {*(maps["before"] or {}), *(maps["after"] or {})}
    if change["operation"] == "import" or _of_divisions(change["operation"]):
        columns = set(_answers())
    kinds = {kind for column in columns for kind in _answers().get(column, ())}
    return cast("ChangeRow", change | maps | {"answers_changed": sorted(kinds)})


def _of_divisions(operation: str) -> bool:
    return operation in specs() and not specs()[operation].takes_team


def _answers() -> dict[str, list[AnswerKind]]:
    """Return which kinds of answers a column bears on, for its team and what hangs on it."""
    return table()["answers"]
