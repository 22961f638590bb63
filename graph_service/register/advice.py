"""Advice before registering: the register's own rules, asked about a team that is not yet there.

The team is written in a transaction that is always rolled back, so that advice and audit are one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from graph_service import cypher, notice
from graph_service.errors import InvalidInput, NotFound
from graph_service.graph import Graph, Transaction
from graph_service.questions import audit
from graph_service.questions.nodes import team_node
from graph_service.register import derived
from graph_service.register.columns import BadForm, columns, form
from graph_service.register.merging import with_defaults
from graph_service.register.rows import Spool, Values
from graph_service.register.tables import write_teams
from graph_service.vocabulary import Level, Permission

_READ_TEAMS = cypher.load("questions/teams/read_teams")
_READ_REGION = cypher.load("questions/regions/read_region")
_MINIMAL_GROUPS = cypher.load("questions/advice/minimal_groups")
_DECIDERS = cypher.load("questions/advice/deciders")
_NAME_TEAMS = cypher.load("questions/teams/name_teams")
_DRAFT = "advice-draft"
_ABOUT_PERSONS = {"M-5", "M-5i", "Q-2", "R-2"}
_AFFILIATION = {"A-1", "A-1f", "A-4", "A-7", "A-7f", "A-9", "A-10"}

Answer = dict[str, Any]


async def registration(graph: Graph, given: Mapping[str, str | None]) -> Answer:
    """Return what the notice wants of a team to be: name, liaison or authority, group, who raises.

    ``refusals`` are the rules that what was given breaks, each with the lawful alternative.
    Raises InvalidInput for a value outside its form, NotFound for an unknown region or parent.
    """
    row = await _draft(graph, given)
    team, found = await _rehearsed(graph, row)
    expected = dict(zip(("kind", "node", "provisional", "rule_id"), team["expected"], strict=True))
    node = expected["node"]
    expected["node"] = (
        team_node(*node) | {"kind": expected["kind"].replace("liaison", "team")}
        if node and node[0]
        else None
    )
    chosen = row["liaison_id"] or row["registration_authority_id"]
    refusals = [f for f in found if f["rule_id"] not in _ABOUT_PERSONS]
    refusals = [f for f in refusals if chosen or f["rule_id"] not in _AFFILIATION]
    refusals = [f for f in refusals if row["name"] != _name_unknown(row) or f["rule_id"][0] != "N"]
    rule_ids = [expected["rule_id"], _name_rule(row, team), "A-5" if _legal(row) else "A-8"]
    rule_ids += ["P-4" if _legal(row) else "P-5", "P-6"]
    return {
        "name_pattern": _pattern(row, team),
        "expected_affiliation": expected,
        "viewing_teams": _viewing(row),
        "default_group": row["permission_group"],
        "raised_by": await _raisers(graph, row),
        "refusals": refusals,
        "rule_ids": rule_ids,
        "clauses": notice.clauses(rule_ids),
        "decided_by": _interpretations(row),
    }


async def name(graph: Graph, given: Mapping[str, str | None]) -> Answer:
    """Return whether a name is lawful, what it breaks, and a lawful one."""
    if not given.get("name"):
        raise InvalidInput("name", None, "缺少名称。", "a name is needed.")
    row = await _draft(graph, given)
    team, found = await _rehearsed(graph, row)
    breaches = [f for f in found if f["rule_id"].startswith("N-") and f["severity"] != "INFO"]
    plain = normalised(row["name"] or "")
    likeness: list[Answer] = []
    if plain != row["name"] and not breaches:
        _, again = await _rehearsed(graph, row | {"name": plain})
        likeness = [f for f in again if f["rule_id"] == "N-9"]
    return {
        "name": row["name"],
        "normalised": plain,
        "lawful": not breaches and not likeness,
        "findings": breaches + likeness,
        "proposed": row["name"] if not breaches and not likeness else _pattern(row, team),
        "decided_by": ["I-10", "I-11"],
    }


async def permission_groups(graph: Graph, needs: list[str]) -> Answer:
    """Return the minimal groups for wanted permissions, what comes along and who may grant them.

    Raises InvalidInput for an unknown permission.
    """
    for need in needs:
        if need not in set(Permission):
            words = ", ".join(Permission)
            raise InvalidInput(
                "needs", need, f"权限应为：{words}。", f"a permission is one of: {words}."
            )
    rows = await graph.read(_MINIMAL_GROUPS, needs=needs)
    groups = [row | {"granted_by": _granters(row, needs)} for row in rows]
    return {
        "needs": needs,
        "items": groups,
        "next_cursor": None,
        "complete": True,
        "clauses": notice.clauses(["P-0", "P-6"]),
        "decided_by": ["I-12"],
    }


def normalised(text: str) -> str:
    """Return a name without blanks, in full form, its look-alike characters made plain."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").replace("\u200b", "")
    for strange, usual in notice.name_patterns()["look_alikes"].items():
        plain = plain.replace(strange, usual)
    return plain


async def _draft(graph: Graph, given: Mapping[str, str | None]) -> Values:
    row: Values = {column.name: None for column in columns("teams")}
    for column in columns("teams"):
        value = given.get(column.name)
        if value:
            try:
                row[column.name] = form(column.form)(value.strip())
            except BadForm as error:
                raise InvalidInput(
                    column.name, value, error.message_zh, error.message_en
                ) from error
    row |= {"team_id": _DRAFT, "status": "active"}
    row["team_kind"] = row["team_kind"] or "non_hub"
    row["registration_status"] = row["registration_status"] or "unregistered"
    row["group_set_by"] = row["group_set_by"] or "system"
    if row["region_code"] is None:
        raise InvalidInput("region_code", None, "缺少属地。", "a region_code is needed.")
    if not await graph.read(_READ_REGION, region_code=row["region_code"]):
        raise NotFound("region", row["region_code"])
    for column in ("branch_of", "liaison_id"):
        target = row[column]
        if target and not await graph.read(_NAME_TEAMS, team_ids=[target]):
            raise NotFound("team", target)
    row["name"] = row["name"] or _name_unknown(row)
    return with_defaults(row)


def _name_unknown(row: Values) -> str:
    return row["registered_name"] or f"{row['unit_name'] or ''}志愿服务队"


async def _rehearsed(graph: Graph, row: Values) -> tuple[Answer, list[Answer]]:
    async def work(tx: Transaction) -> tuple[Answer, list[Answer]]:
        spool = Spool("teams")
        spool.extend([[row, False]])
        async for _ in write_teams(tx, spool):
            pass
        if row["team_kind"] == "hub":
            await derived.update_hubs(tx, row["region_code"] or "")
        teams = await tx.run(_READ_TEAMS, team_ids=[_DRAFT])
        found = await audit.with_names(tx.read, await audit.findings_in(tx, [_DRAFT]))
        await tx.rollback()
        return teams[0], found

    return await graph.write(work)


def _legal(row: Values) -> bool:
    return row["registration_status"] == "legal_person"


def _name_rule(row: Values, team: Answer) -> str:
    if _legal(row):
        return "N-6"
    if row["team_kind"] == "hub":
        order = {Level.CITY: "N-2", Level.DISTRICT: "N-3", Level.TOWN: "N-4", Level.VILLAGE: "N-5"}
        return order[Level(team["team"]["level"])]
    return "N-8"


def _pattern(row: Values, team: Answer) -> str:
    patterns = notice.name_patterns()
    if _legal(row):
        return row["registered_name"] or "登记名称"
    if row["team_kind"] == "hub":
        forms = patterns["hub_names"][team["team"]["level"]]
        place = team["team"]["qualified_name"]
        return forms[0] if place is None else place.split("·")[-1] + forms[0]
    unit = row["unit_name"]
    if unit is None:
        stem = normalised(row["name"] or "")
        for suffixes in patterns["hub_names"].values():
            for suffix in suffixes:
                stem = stem.removesuffix(suffix)
        unit = stem.removesuffix(patterns["non_hub_suffix"]) or "单位名称"
    return unit + patterns["non_hub_suffix"]


def _viewing(row: Values) -> Answer:
    if _legal(row):
        zh, en = "注册成功后可自愿选择，不限数量。", "voluntary, any number, after registration"
        return {"rule_id": "A-5", "message_zh": zh, "message_en": en}
    zh = "可选择上级业务单位的志愿服务队。"
    return {"rule_id": "A-8", "message_zh": zh, "message_en": "the superior unit's team"}


async def _raisers(graph: Graph, row: Values) -> list[Answer]:
    rows = await graph.read(_DECIDERS, region_code=row["region_code"])
    return [team_node(entry["id"], entry["name"], entry["level"]) for entry in rows]


def _granters(row: Answer, needs: list[str]) -> str:
    column_five = str(Permission.MANAGE_REGIONAL_VOLUNTEERS)
    if column_five in needs or column_five in row["brings_along"]:
        return "city"
    return "default" if row["code"] in ("basic", "pending") else "district_or_city"


def _interpretations(row: Values) -> list[Answer]:
    names = ["I-3", "I-8"] if row["team_kind"] == "hub" else ["I-7", "I-8", "I-27"]
    if row["branch_of"]:
        names.append("I-14")
    return [notice.interpretations()[name] for name in names]
