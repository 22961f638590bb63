"""Advice before registering: the register's own rules, asked about a team that is not yet there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from graph_service import cypher, notice
from graph_service.advice.draft import (
    Rehearsal,
    drafted,
    expected_affiliation,
    legal,
    rehearsed,
)
from graph_service.advice.names import name_rule, pattern
from graph_service.advice.refusals import refusals
from graph_service.answers.advice import Because, OtherAdvice, RegistrationAdvice, ViewingAdvice
from graph_service.answers.nodes import Node
from graph_service.answers.routes import Route
from graph_service.answers.teams import Affiliation
from graph_service.graph import Graph, Row
from graph_service.messages import say
from graph_service.questions import applications, readings
from graph_service.questions.nodes import team_node
from graph_service.rows.merging import default_group
from graph_service.rows.rows import Values
from graph_service.vocabulary import PermissionGroup

_VIEWING_CANDIDATES = cypher.load("questions/advice/viewing_candidates")
_ZONE_READING = cypher.load("questions/advice/zone_reading")


async def registration(graph: Graph, given: Mapping[str, str | None]) -> RegistrationAdvice:
    """Return what the notice wants of a team to be: name, liaison or authority, group, who raises.

    ``refusals`` are the rules that what was given breaks, each with the lawful alternative;
    ``warnings`` what to look at before registering.
    Raises InvalidInput for a value outside its form, NotFound for an unknown region or parent.
    """
    row = await drafted(graph, given)
    first = await rehearsed(graph, row)
    expected = expected_affiliation(first)
    row = _completed(row, given, first, expected)
    answer = await rehearsed(graph, row, admissions=True)
    hub, level = row["team_kind"] == "hub", answer.team["team"]["level"]
    default = PermissionGroup(default_group(row))
    of_group, of_viewing = notice.rules_with("group_of"), notice.rules_with("viewing_of")
    because = {
        "name_pattern": name_rule(row, answer),
        "expected_affiliation": expected["rule_id"],
        "viewing_teams": of_viewing["legal" if legal(row) else "unit"],
        "default_group": of_group[row["registration_status"]],
        "raised_by": of_group[level if hub else "raised"],
    }
    if hub:
        because["responsible_unit"] = "N-7"
        del because["viewing_teams"]
    told = await refusals(graph, row, given, answer)
    rule_ids = list(dict.fromkeys(because.values()))
    units = notice.name_patterns()["responsible_units"]
    return {
        "region_code": row["region_code"] or "",
        "level": level,
        "name_pattern": pattern(row, answer),
        "responsible_unit": units[level]["display"] if hub else None,
        "expected_affiliation": expected,
        "viewing_teams": await _viewing(graph, row),
        "default_group": default,
        "prescribed_group": PermissionGroup(notice.hub_groups()[level]) if hub else None,
        "raised_by": await _raisers(graph, row, answer),
        "admission": answer.admissions[str(graph.policy.fast_review_policy)],
        "refusals": told["refusals"],
        "warnings": told["warnings"],
        "because": cast(
            "Because", {key: notice.clause(rule_id) for key, rule_id in because.items()}
        ),
        "rule_ids": rule_ids,
        "clauses": notice.clauses(rule_ids),
        "decided_by": readings.deciding(_interpretations(row, expected), graph.policy),
        "other_readings": await _other_readings(graph, row, answer),
    }


def _completed(
    row: Values, given: Mapping[str, str | None], first: Rehearsal, expected: Affiliation
) -> Values:
    """Return the row with the lawful name and affiliation wherever the clerk gave none."""
    filled: Values = {}
    if not given.get("name"):
        filled["name"] = pattern(row, first)
    if expected["node"] and not (row["liaison_id"] or row["registration_authority_id"]):
        column = "liaison_id" if expected["kind"] == "liaison" else "registration_authority_id"
        filled[column] = expected["node"]["id"]
    return row | filled


async def _viewing(graph: Graph, row: Values) -> ViewingAdvice:
    kind = "legal" if legal(row) else "hub" if row["team_kind"] == "hub" else "unit"
    zh, en = say(f"advice.viewing_{kind}")
    candidates: list[Node] = []
    if kind == "unit" and row["business_line"]:
        rows = await graph.read(
            _VIEWING_CANDIDATES,
            region_code=row["region_code"],
            business_line=row["business_line"],
        )
        candidates = [team_node(entry["id"], entry["name"], entry["level"]) for entry in rows]
    return {
        "rule_id": notice.rules_with("viewing_of").get(kind),
        "message_zh": zh,
        "message_en": en,
        "candidates": candidates,
    }


async def _raisers(graph: Graph, row: Values, answer: Rehearsal) -> list[Node]:
    if row["team_kind"] == "hub":
        return [answer.superior] if answer.superior else []
    return await applications.deciders(graph, row["region_code"] or "")


def _interpretations(row: Values, expected: Affiliation) -> list[str]:
    names: list[str] = []
    if row["team_kind"] == "hub":
        names = ["I-22", "I-10", *(["I-3"] if legal(row) else [])]
    elif row["branch_of"]:
        names = ["I-14", "I-12"]
    else:
        names = ["I-29", "I-12", "I-30"] if legal(row) else ["I-7", "I-27", "I-11", "I-12"]
    return [*names, "I-4", *(["I-8"] if expected["provisional"] else [])]


async def _other_readings(graph: Graph, row: Values, answer: Rehearsal) -> list[OtherAdvice]:
    """Return what each other value of a setting would change of this answer, if anything."""
    (_, own), *others = answer.admissions.items()
    ends = own["outcome"], own["final_reviewer"]
    found = [
        _other_admission(value, own, route)
        for value, route in others
        if (route["outcome"], route["final_reviewer"]) != ends
    ]
    on = not graph.policy.zone_overlay
    zones = await graph.read(_ZONE_READING, region_code=row["region_code"])
    return found + [_other_zone(zone, on) for zone in zones]


def _other_zone(zone: Row, on: bool) -> OtherAdvice:
    side = "zone" if on else "district"
    place, hub = zone[side], zone[f"{side}_hub"]
    names = say("advice.no_zone_hub", place=place[1]) if hub is None else (hub[1], hub[1])
    zh, en = say(
        "advice.other_zone", town=zone["town"], place=place[1], hub=names[0], hub_en=names[1]
    )
    return {
        "interpretation": "I-9",
        "setting": "zone_overlay",
        "value": on,
        "district": {"region_code": place[0], "name": place[1]},
        "hub": None if hub is None else team_node(*hub),
        "message_zh": zh,
        "message_en": en,
    }


def _other_admission(value: str, own: Route, other: Route) -> OtherAdvice:
    names = [
        route["final_reviewer"]["name"] if route["final_reviewer"] else route["outcome"]
        for route in (own, other)
    ]
    zh, en = say("advice.other_reviewer", value=value, own=names[0], other=names[1])
    return {
        "interpretation": "I-4",
        "setting": "fast_review_policy",
        "value": value,
        "final_reviewer": other["final_reviewer"],
        "outcome": other["outcome"],
        "message_zh": zh,
        "message_en": en,
    }
