"""A row laid over what is on record: the row complete, or why it cannot be held."""

from __future__ import annotations

from graph_service.register.columns import columns
from graph_service.register.rows import Reject, SourceRow, Values, missing, refuse
from graph_service.vocabulary import PermissionGroup, RegistrationStatus, Status, TeamKind

_SELF_EDGES = {
    "teams": (
        ("liaison_id", "A-11", "联络团体不能是本团体。", "a team cannot be its own liaison team."),
        ("branch_of", "A-9", "分支机构不能隶属本团体。", "a team cannot be a branch of itself."),
        ("viewing_ids", "A-12", "查看团体不能是本团体。", "a team cannot be its own viewing team."),
    ),
    "viewing": (
        ("viewer_id", "A-12", "查看团体不能是本团体。", "a team cannot be its own viewing team."),
    ),
    "regions": (
        ("parent_code", "N-1", "上级不能是本区划。", "a region cannot be its own parent."),
    ),
}


def merged(kind: str, given: Values, existing: Values | None) -> Values:
    """Return the complete row: a column the file lacks keeps its value, an empty cell clears it."""
    row = {column.name: (existing or {}).get(column.name) for column in columns(kind)}
    row |= given
    return with_defaults(row) if kind == "teams" else row


def with_defaults(row: Values) -> Values:
    """Return a team's row with the status and the default group of P-4, P-5 and I-22."""
    if row["status"] is None and row["permission_group"] != PermissionGroup.PENDING:
        row["status"] = str(Status.ACTIVE)
    if row["permission_group"] is None and row["status"] != Status.PENDING:
        row["permission_group"] = default_group(row)
    return row


def default_group(row: Values) -> str:
    """Return the group that the system sets by default (P-4, P-5, I-22)."""
    legal = row["registration_status"] == RegistrationStatus.LEGAL_PERSON
    return str(PermissionGroup.INTERMEDIATE if legal else PermissionGroup.BASIC)


def contradiction(kind: str, source: SourceRow, row: Values) -> Reject | None:
    """Return why a complete row contradicts itself, or None."""
    for needed in columns(kind):
        if needed.required and row[needed.name] is None:
            return missing(source, needed)
    own = row[columns(kind)[0].name]
    for column, rule_id, zh, en in _SELF_EDGES.get(kind, ()):
        if own in (row.get(column) or "").split(";"):
            return refuse(source, column, own or "", zh, en, rule_id)
    if kind == "teams":
        return _pending_pair(source, row)
    if kind == "regions" and row["parent_code"] is None and row["level"] != "city":
        zh, en = "市级以下的区划须有上级。", "a region below the city needs a parent_code."
        return refuse(source, "parent_code", "", zh, en)
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
