"""Operations on a team: each turns the row on record into the row that is wanted."""

from __future__ import annotations

from graph_service.errors import Conflict, InvalidInput, NotFound
from graph_service.operations.held import Held, Operation
from graph_service.operations.specs import table
from graph_service.rows.columns import columns
from graph_service.rows.merging import default_group, is_hub
from graph_service.rows.rows import Values
from graph_service.vocabulary import PermissionGroup, RegistrationStatus, Status, TeamKind


def register(held: Held, operation: Operation) -> None:
    """Put a new team on record, pending unless its row says otherwise."""
    if held.teams.get(operation.team_id) is not None:
        raise Conflict(
            f"编号“{operation.team_id}”已在册。", f"The id '{operation.team_id}' is on record."
        )
    row: Values = {column.name: None for column in columns("teams")}
    row |= {
        "team_kind": str(TeamKind.NON_HUB),
        "registration_status": str(RegistrationStatus.UNREGISTERED),
    }
    row |= operation.values | {"team_id": operation.team_id}
    if row["status"] is None and row["permission_group"] is None:
        row["status"], row["permission_group"] = str(Status.PENDING), str(PermissionGroup.PENDING)
    held.teams[operation.team_id] = row


def lay_over(held: Held, operation: Operation) -> None:
    """Lay the given values over the row."""
    held.teams[operation.team_id] = held.team(operation.team_id) | operation.values


def delete(held: Held, operation: Operation) -> None:
    """Take a pending team off the record."""
    if held.team(operation.team_id)["status"] != Status.PENDING:
        raise Conflict(
            "只有待审团体可以删除；其他团体应注销（status = closed）。",
            "Only a pending team can be deleted; others are closed (status closed).",
            rule_ids=["P-10"],
        )
    held.teams[operation.team_id] = None


def add_viewing(held: Held, operation: Operation) -> None:
    """Add a viewing team (A-5, A-8)."""
    row = held.team(operation.team_id)
    viewers = {*_listed(row["viewing_ids"]), operation.values["viewer_id"] or ""}
    held.teams[operation.team_id] = row | {"viewing_ids": ";".join(sorted(viewers))}


def remove_viewing(held: Held, operation: Operation) -> None:
    """Take a viewing team away; NotFound if there is none."""
    row, viewer = held.team(operation.team_id), operation.values["viewer_id"] or ""
    viewers = _listed(row["viewing_ids"])
    if viewer not in viewers:
        raise NotFound("viewing", viewer)
    left = ";".join(sorted(viewers - {viewer})) or None
    held.teams[operation.team_id] = row | {"viewing_ids": left}


def set_group(held: Held, operation: Operation) -> None:
    """Set the group and who set it (P-1 to P-3)."""
    row = held.team(operation.team_id)
    setter = operation.values.get("group_set_by") or held.superiors.get(operation.team_id)
    if setter is None or (not is_hub(row) and "group_set_by" not in operation.values):
        setter = "platform"
    held.teams[operation.team_id] = row | {
        "permission_group": operation.values["permission_group"],
        "group_set_by": setter,
    }


def set_status(held: Held, operation: Operation) -> None:
    """Change the status; admission sets the default group (P-4, P-5, I-22)."""
    row, wanted = held.team(operation.team_id), operation.values["status"]
    before = str(row["status"])
    allowed = table()["status_changes"][before]
    if wanted not in allowed:
        words = ", ".join(allowed)
        raise Conflict(
            f"状态不能从 {before} 变为 {wanted}，只能变为：{words}。",
            f"The status cannot go from {before} to {wanted}, only to: {words}.",
            rule_ids=["P-10"],
        )
    changed: Values = {"status": wanted}
    group = operation.values.get("permission_group")
    if before == Status.PENDING:
        changed["permission_group"] = group or default_group(row)
        changed["group_set_by"] = operation.values.get("group_set_by") or (
            held.superiors.get(operation.team_id) if group and is_hub(row) else "system"
        )
    elif group:
        raise InvalidInput(
            "permission_group",
            group,
            "只有核准待审团体时可同时设置权限组别。",
            "a group goes with a status only when a pending team is admitted.",
        )
    held.teams[operation.team_id] = row | changed


def _listed(text: str | None) -> set[str]:
    return set((text or "").split(";")) - {""}
