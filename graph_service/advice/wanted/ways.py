"""Which operations might help against a fact: rows of wishes.json, filled from what stands."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from graph_service import cypher, notice
from graph_service.answers.audit import Finding
from graph_service.changes import fixes
from graph_service.graph import Reading
from graph_service.questions import teams

_STANDING = cypher.load("questions/wanted/standing")
_READ_TEAMS = cypher.load("questions/teams/read_teams")
_KNOWN_AUTHORITY = "registration_authority"
_FEW = 12

Written = dict[str, Any]
Values = dict[str, Any]


@cache
def table() -> dict[str, Any]:
    """Return wishes.json: the ways, which of them may help against a fact, and whose they are."""
    return json.loads((notice.DATA / "wishes.json").read_text(encoding="utf-8"))


def permission_of(fact: str) -> str | None:
    """Return the permission that a check's missing fact is about, if it is about one."""
    return table()["permissions"].get(fact)


def lacking(fact: str) -> list[str]:
    """Return the rules behind a permission that a team does not hold."""
    return table()["lacking"][fact]


def own_rule(operation: str) -> str | None:
    """Return the rule by which a team carries an operation on itself out."""
    return table()["own"].get(operation)


async def against(
    reading: Reading, fact: str, roles: Mapping[str, list[str]], permission: str | None, salt: str
) -> list[list[Written]]:
    """Return the operations that may help against a fact, a list of them each."""
    kind = fact.partition("/")[0]
    asked = table()["facts"].get(fact) or table()["facts"].get(f"{kind}/*", [])
    ids = {i for role, _ in asked for i in roles.get(role, ())[:_FEW]}
    rows = await _standing(reading, sorted(ids), permission) if ids else {}
    subject = next(iter(roles.get("subject", ())), None)
    beside = await _subject(reading, subject)
    found: list[list[Written]] = []
    for role, names in asked:
        for team_id in roles.get(role, ())[:_FEW]:
            for name in table()["several"].get(names, [names]) if team_id in rows else ():
                found += _filled(table()["ways"][name], rows[team_id] | beside, salt)
    return found


async def clearing(reading: Reading, findings: list[Finding]) -> list[list[Written]]:
    """Return the remedies of findings (rules.json), a list of operations each."""
    found: list[list[Written]] = []
    for finding in findings[:_FEW]:
        found += await fixes.remedies(reading, finding)
    return [[dict(entry) for entry in written] for written in found]


async def _standing(
    reading: Reading, team_ids: list[str], permission: str | None
) -> dict[str, Values]:
    rows = await reading.read(
        _STANDING,
        team_ids=team_ids,
        permission=permission,
        hub_groups=notice.hub_groups(),
        default_groups=notice.default_groups(),
    )
    expected = {
        row["team"]["team_id"]: row["expected"]
        for row in await reading.read(_READ_TEAMS, team_ids=team_ids)
    }
    return {row["team_id"]: row | _wanted(row, *expected[row["team_id"]][:2]) for row in rows}


def _wanted(row: Values, kind: str, node: list[Any] | None) -> Values:
    wanted = node[0] if node else None
    return {
        "has_liaison": row["liaison_id"] is not None,
        "has_authority": row["registration_authority_id"] is not None,
        "wanted_liaison": wanted if kind == "liaison" else None,
        "wanted_authority": wanted if kind == _KNOWN_AUTHORITY else None,
    }


async def _subject(reading: Reading, subject_id: str | None) -> Values:
    """Return the subject as a team or as an authority, whichever it is."""
    team = bool(subject_id and await teams.known(reading, subject_id))
    return {
        "subject_team": subject_id if team else None,
        "subject_authority": None if team else subject_id,
    }


def _filled(way: Mapping[str, Any], row: Values, salt: str) -> Iterator[list[Written]]:
    """Yield a way's operations for a team, once for each of what it may choose from.

    None where its row says that they do not apply, a value is missing, or nothing would change.
    """
    if any(row[name] not in values for name, values in way.get("when", {}).items()):
        return
    for chosen in row[way["each"]] if "each" in way else [{}]:
        values = row | chosen | {"new_id": _new_id(salt, row["team_id"], chosen)}
        written = [_values(template, values) for template in way["do"]]
        if all(written) and not all(_stands(entry, row) for entry in written if entry):
            yield [{**entry, "team_id": row["team_id"]} for entry in written if entry]


def _values(template: Mapping[str, str | None], values: Values) -> Written | None:
    written: Written = {}
    for name, text in template.items():
        given = values[text[1:-1]] if text and text[0] == "{" else text
        if given is None and text is not None:
            return None
        written[name] = given
    return written


def _stands(written: Written, row: Values) -> bool:
    """Return whether an operation's values are on record already."""
    return all(
        row.get(name, "?") == value for name, value in written.items() if name != "operation"
    )


def _new_id(salt: str, team_id: str, chosen: Mapping[str, str]) -> str:
    told = " ".join([salt, team_id, *chosen.values()])
    return f"A-{hashlib.sha256(told.encode()).hexdigest()[:16]}"
