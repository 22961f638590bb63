"""The permission-group adviser over the annex's partial order: a subset test, never a rank."""

from __future__ import annotations

from typing import cast

from graph_service import cypher, notice
from graph_service.answers.advice import (
    DefaultFor,
    GrantedBy,
    Granting,
    GroupAdvice,
    Impossible,
    MinimalGroup,
)
from graph_service.errors import InvalidInput
from graph_service.graph import Graph, Row
from graph_service.messages import say
from graph_service.questions import readings
from graph_service.vocabulary import Level, Permission, PermissionGroup

_MINIMAL_GROUPS = cypher.load("questions/advice/minimal_groups")
_INSEPARABLE = cypher.load("questions/advice/inseparable")
_DEFAULT_FOR: dict[PermissionGroup, list[DefaultFor]] = {
    PermissionGroup.BASIC: ["non_hub", "branch"],
    PermissionGroup.INTERMEDIATE: ["legal_person"],
}


async def permission_groups(
    graph: Graph, needs: list[str], without: list[str] | None = None
) -> GroupAdvice:
    """Return the minimal groups for wanted permissions, what comes along and who may grant them.

    Where no group of the annex holds ``needs`` and none of ``without``, ``impossible`` says which
    wanted permission always brings which unwanted one. Raises InvalidInput for an unknown one.
    """
    unwanted = _known("without", without or [])
    wanted = _known("needs", needs)
    rows = await graph.read(_MINIMAL_GROUPS, needs=wanted, without=unwanted)
    return {
        "needs": wanted,
        "without": unwanted,
        "items": [cast("MinimalGroup", row | _granting(row, wanted)) for row in rows],
        "next_cursor": None,
        "complete": True,
        "impossible": [] if rows else await _impossible(graph, wanted, unwanted),
        "clauses": notice.clauses(notice.reasons()["group_advice"]),
        "decided_by": readings.deciding(["I-12"], graph.policy),
    }


def _known(field: str, given: list[str]) -> list[Permission]:
    for need in given:
        if need not in set(Permission):
            words = ", ".join(Permission)
            raise InvalidInput(
                field, need, f"权限应为：{words}。", f"a permission is one of: {words}."
            )
    return [Permission(need) for need in dict.fromkeys(given)]


def _granting(row: Row, needs: list[Permission]) -> Granting:
    group = PermissionGroup(row["code"])
    column_five = str(Permission.MANAGE_REGIONAL_VOLUNTEERS)
    granted_by: GrantedBy = "district_or_city"
    if column_five in needs or column_five in row["brings_along"]:
        granted_by = "city"
    elif group in (PermissionGroup.BASIC, PermissionGroup.PENDING):
        granted_by = "default"
    zh, en = say(f"advice.granted_by_{granted_by}")
    levels = [level for level in Level if notice.hub_groups()[level] == group]
    return {
        "granted_by": granted_by,
        "granted_by_zh": zh,
        "granted_by_en": en,
        "default_for": _DEFAULT_FOR.get(group, []),
        "prescribed_for": levels,
    }


async def _impossible(
    graph: Graph, needs: list[Permission], without: list[Permission]
) -> list[Impossible]:
    found: list[Impossible] = []
    for row in await graph.read(_INSEPARABLE, needs=needs):
        for code, name in [[row["code"], row["name"]], *row["brings"]]:
            if code in without:
                key = "advice.contradiction" if code == row["code"] else "advice.inseparable"
                zh, en = say(key, need=row["code"], need_zh=row["name"], other=code, other_zh=name)
                found.append(
                    {"need": row["code"], "brings": code, "message_zh": zh, "message_en": en}
                )
    if not found:
        zh, en = say("advice.no_group")
        found.append({"need": None, "brings": None, "message_zh": zh, "message_en": en})
    return found
