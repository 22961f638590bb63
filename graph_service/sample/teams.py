"""The teams on the seats, made by rule: every row keeps every rule of the notice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import count
from typing import Any

from graph_service import notice, uscc
from graph_service.rows.columns import columns
from graph_service.rows.rows import SourceRow
from graph_service.sample.regions import divisions

_CITY = "50"


@cache
def _rules() -> dict[str, Any]:
    return json.loads((notice.DATA / "sample.json").read_text(encoding="utf-8"))


def team_rows() -> Iterator[SourceRow]:
    """Yield hubs first, then addressees' teams, the notice's own examples and legal persons."""
    rows = (team for make in (_hubs, _addressees, _notice_teams, _legal_persons) for team in make())
    names = [column.name for column in columns("teams")]
    for number, team in enumerate(rows):
        whole = {name: "" for name in names} | {"status": "active"} | persons(number) | team
        yield SourceRow("sample", number + 2, whole)


def hub_name(division: dict[str, str]) -> str:
    """Return the lawful name of a division's hub (N-2 to N-5)."""
    if division["level"] == "city":
        return notice.name_patterns()["hub_names"]["city"][0]
    if division["region_code"] in _rules()["federations"]:
        return division["name"] + notice.name_patterns()["hub_names"]["district"][1]
    return division["name"] + _rules()["hub_suffixes"][division["level"]]


def responsible_unit(division: dict[str, str]) -> str:
    """Return the unit responsible for a division's hub (N-7)."""
    if division["level"] == "village":
        return division["committee_name"]
    ending = "文明办"
    if division["level"] == "town":
        ending = "办事处" if division["kind"] == "street" else "人民政府"
    return division["name"] + ending


def _hubs() -> Iterator[dict[str, str]]:
    for division in divisions():
        superior = f"H{division['parent_code']}" if division["parent_code"] else ""
        yield {
            "team_id": f"H{division['region_code']}",
            "name": hub_name(division),
            "team_kind": "hub",
            "region_code": division["region_code"],
            "registration_status": "unregistered",
            "responsible_unit": responsible_unit(division),
            "liaison_id": superior,
            "permission_group": notice.hub_groups()[division["level"]],
            "group_set_by": superior or "platform",
        }


def _addressees() -> Iterator[dict[str, str]]:
    for division in divisions():
        if division["level"] not in ("city", "district"):
            continue
        code = division["region_code"]
        for unit in _rules()["addressees"]:
            name = unit[division["level"]].format(name=division["name"])
            viewing = "" if code == _CITY else f"T-{_CITY}-{unit['key']}"
            yield unit_team(f"T-{code}-{unit['key']}", code, name, unit["unit_kind"]) | {
                "business_line": unit["business_line"],
                "viewing_ids": viewing,
            }


def _notice_teams() -> Iterator[dict[str, str]]:
    for team in _rules()["notice_teams"]:
        yield unit_team(**team)


def _legal_persons() -> Iterator[dict[str, str]]:
    serial = count(1)
    first_town: dict[str, dict[str, str]] = {}
    for division in divisions():
        if division["level"] == "town":
            first_town.setdefault(division["parent_code"], division)
    for division in divisions():
        if division["level"] == "district":
            made = [
                _legal_person(division, kind, next(serial)) for kind in _rules()["legal_persons"]
            ]
            yield from made
            yield _branch(made[0], first_town[division["region_code"]])


def _legal_person(division: dict[str, str], kind: dict[str, str], serial: int) -> dict[str, str]:
    code = division["region_code"]
    name = kind["name"].format(name=division["name"])
    organisation = kind["organisation"].format(serial=serial)
    return {
        "team_id": f"L-{code}-{kind['key']}",
        "name": name,
        "team_kind": "non_hub",
        "region_code": code,
        "registration_status": "legal_person",
        "registered_name": name,
        "uscc": uscc.make(kind["registry_and_kind"], code, organisation),
        "organisation_form": kind["organisation_form"],
        "registration_authority_id": f"RA-{code}",
        "permission_group": "intermediate",
        "group_set_by": "system",
    }


def _branch(parent: dict[str, str], town: dict[str, str]) -> dict[str, str]:
    unit = f"{parent['name']}{town['name']}分队"
    team_id = f"B-{town['region_code']}"
    return unit_team(team_id, town["region_code"], unit, "other") | {
        "branch_of": parent["team_id"],
        "liaison_id": parent["team_id"],
    }


def unit_team(team_id: str, region_code: str, unit_name: str, unit_kind: str) -> dict[str, str]:
    """Return a unit's team as the notice wants it, in the columns that it needs."""
    return {
        "team_id": team_id,
        "name": unit_name + notice.name_patterns()["non_hub_suffix"],
        "team_kind": "non_hub",
        "region_code": region_code,
        "registration_status": "unregistered",
        "unit_name": unit_name,
        "unit_kind": unit_kind,
        "liaison_id": f"H{region_code}",
        "permission_group": "basic",
        "group_set_by": "system",
    }


def persons(number: int) -> dict[str, str]:
    """Return a team's four invented persons in the register's columns."""
    names = [_name(number * 4 + place) for place in range(4)]
    return {
        "person_in_charge_name": names[0],
        "person_in_charge_mobile": f"138{number:08d}",
        "contact_name": names[1],
        "contact_mobile": f"139{number:08d}",
        "administrator_name": names[2],
        "records_officer_name": names[3],
    }


def _name(number: int) -> str:
    surnames, given = _rules()["surnames"], _rules()["given"]
    rest, first = divmod(number, len(surnames))
    second, third = divmod(rest, len(given))
    return surnames[first] + given[second % len(given)] + given[third]
