"""The messy sample: the good one's seats, and teams that err as registers do (messy.json)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from graph_service import notice
from graph_service.rows.rows import SourceRow
from graph_service.sample.regions import divisions
from graph_service.sample.teams import persons, team_rows, unit_team

Row = dict[str, str]


@cache
def faults() -> dict[str, Any]:
    """Return what is altered: seats left vacant, teams changed and added, applications.

    Each entry names the rules that the audit finds there.
    """
    return json.loads((notice.DATA / "messy.json").read_text(encoding="utf-8"))


def messy_team_rows() -> Iterator[SourceRow]:
    """Yield the good sample's teams with the faults put over them."""
    teams = {row.values["team_id"]: dict(row.values) for row in team_rows()}
    for entry in faults()["changed"]:
        for team_id in entry.get("teams") or _hubs_under(entry["under"]):
            teams[team_id] |= _filled(entry["set"], teams[team_id], teams)
    for team_id in faults()["vacant"]:
        del teams[team_id]
    for number, entry in enumerate(faults()["hubs"]):
        second = teams[entry["like"]] | {"team_id": entry["team_id"]} | persons(90_000 + number)
        teams[entry["team_id"]] = second | _filled(entry["set"], second, teams)
    for row in _added(teams):
        teams[row["team_id"]] = row
    for number, values in enumerate(teams.values(), 2):
        yield SourceRow("messy", number, values)


def application_rows() -> Iterator[SourceRow]:
    """Yield the applications for more permissions, lawful ones and others."""
    for number, values in enumerate(faults()["applications"], 2):
        yield SourceRow("messy applications", number, values)


def _added(teams: dict[str, Row]) -> Iterator[Row]:
    blank = dict.fromkeys(next(iter(teams.values())), "")
    number = 80_000
    for entry in faults()["added"]:
        for team_id, region_code, unit_name in entry["teams"]:
            made = unit_team(team_id, region_code, unit_name, "community_group")
            row = blank | {"status": "active"} | persons(number) | made
            yield row | _filled(entry.get("set", {}), row, teams)
            number += 1


def _hubs_under(region_code: str) -> list[str]:
    below = (d["region_code"] for d in divisions() if d["parent_code"] == region_code)
    return [f"H{code}" for code in below]


def _filled(wanted: Row, row: Row, teams: dict[str, Row]) -> Row:
    """Return the columns with their places filled: a column, the place, another's code."""
    place = _places()[row["region_code"]]
    named = row | {"region": place["name"], "parent": place["parent_code"]}
    codes = {team_id: team["uscc"] for team_id, team in teams.items()}
    return {name: text.format(**named, uscc_of=codes) for name, text in wanted.items()}


@cache
def _places() -> dict[str, Row]:
    return {division["region_code"]: division for division in divisions()}
