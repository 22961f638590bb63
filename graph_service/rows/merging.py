"""A row laid over what is on record: the row complete, or why it cannot be held."""

from __future__ import annotations

from collections.abc import Collection

from graph_service import notice
from graph_service.rows.columns import columns
from graph_service.rows.forms import rank_of_code
from graph_service.rows.rows import Reject, SourceRow, Values, missing, refuse
from graph_service.vocabulary import (
    Level,
    PermissionGroup,
    RecordState,
    RegistrationStatus,
    ServiceStatus,
    Status,
    TeamKind,
)


def merged(
    kind: str, given: Values, existing: Values | None, viewers: Collection[str] | None = None
) -> Values:
    """Return the complete row: a column the file lacks keeps its value, an empty cell clears it.

    ``viewers`` are given to the team in rows of their own: those on record stay.
    """
    row = {column.name: (existing or {}).get(column.name) for column in columns(kind)}
    if viewers and existing:
        own = (given.get("viewing_ids", row["viewing_ids"]) or "").split(";")
        held = (row["viewing_ids"] or "").split(";")
        kept = {*own, *(viewer for viewer in held if viewer in viewers)} - {""}
        given = given | {"viewing_ids": ";".join(sorted(kept)) or None}
    row |= given
    if kind == "records":
        return _entered(row, existing or {})
    return with_defaults(row) if kind == "teams" else row


def _entered(row: Values, existing: Values) -> Values:
    """Return a record's row with its states; when and by whom it was entered is not cleared."""
    kept = {name: row[name] or existing.get(name) for name in ("entered_at", "entered_by")}
    return (
        row
        | kept
        | {
            "service_status": row["service_status"] or str(ServiceStatus.COMPLETED),
            "state": row["state"] or str(RecordState.ENTERED),
        }
    )


def with_defaults(row: Values) -> Values:
    """Return a team's row with the status and the default group of P-4, P-5 and I-22."""
    if row["status"] is None and row["permission_group"] != PermissionGroup.PENDING:
        row["status"] = str(Status.ACTIVE)
    if row["permission_group"] is None and row["status"] != Status.PENDING:
        row["permission_group"] = default_group(row)
    return row


def default_group(row: Values) -> str:
    """Return the group that the system sets by default (P-4, P-5, I-22)."""
    return notice.default_groups()[row["registration_status"] or RegistrationStatus.UNREGISTERED]


def contradiction(kind: str, source: SourceRow, row: Values) -> Reject | None:
    """Return why a complete row contradicts itself, or None."""
    for needed in columns(kind):
        if needed.required and row[needed.name] is None:
            return missing(source, needed)
    own = row[columns(kind)[0].name]
    for edge in notice.self_edges().get(kind, ()):
        if own in (row.get(edge["column"]) or "").split(";"):
            said = (edge["zh"], edge["en"], edge["rule_id"])
            return refuse(source, edge["column"], own or "", *said)
    if kind == "teams":
        return _pending_pair(source, row)
    if kind == "regions":
        return _misplaced(source, row)
    return None


def _misplaced(source: SourceRow, row: Values) -> Reject | None:
    """Return why a region has no place in the tree: its code says its level, above it a parent."""
    code, level, parent = row["region_code"] or "", row["level"] or "", row["parent_code"]
    rank = rank_of_code(code)
    if list(Level).index(Level(level)) != rank:
        zh, en = (
            "层级与区划代码的位数不符。",
            "the level is not the one that the code's length says.",
        )
        return refuse(source, "level", level, zh, en)
    if parent is None and rank > 0:
        zh, en = "市级以下的区划须有上级。", "a region below the city needs a parent_code."
        return refuse(source, "parent_code", "", zh, en)
    if parent is not None and rank_of_code(parent) >= rank:
        zh, en = "上级区划的层级应更高。", "the parent must stand at a higher level."
        return refuse(source, "parent_code", parent, zh, en)
    return None


def _pending_pair(source: SourceRow, row: Values) -> Reject | None:
    pending = row["status"] == Status.PENDING
    group = row["permission_group"] == PermissionGroup.PENDING
    if pending == group:
        return None
    column = "permission_group" if pending else "status"
    return refuse(
        source,
        column,
        row[column] or "",
        "状态“待审”与权限组别“待审团体组”必须同时出现。",
        "status pending and permission_group pending always go together.",
        "P-10",
    )


def is_hub(row: Values) -> bool:
    """Return whether a team's row is a hub's."""
    return row["team_kind"] == TeamKind.HUB
