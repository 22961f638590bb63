"""What a plan looks through whole: scans of labels and relationships that grow with the network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, LiteralString, cast

from neo4j import Session

from graph_service import cypher

Plan = dict[str, Any]
# Labels whose nodes are as many in a nation as in a town.
_FIXED = {
    "Bare", "Business", "CityHub", "Lock", "Migration", "MigrationLock", "Permission",
    "PermissionGroup", "Policy", "Revision", "Rule",
}  # fmt: skip
_TEXT_INDEX = "TEXT INDEX"
# Which files may look through what, and why.
ALLOWED: dict[str, tuple[str, str]] = {
    "questions/plans/bound_tokens": ("token", "tokens are few"),
    "questions/plans/list_plans": ("plan", "plans are few"),
    "questions/readings/below_slow_reviewers": ("slow", "asked of the whole network"),
    "questions/readings/resting_on": ("team", "asked of the whole network"),
    "questions/registers/list_ids": (
        "team region authority application",
        "lists the whole register",
    ),
    "questions/seats/teams_by_district": ("team", "counts the whole network"),
    "questions/tree/authorities_at": (
        "authority",
        "for the top of the tree, to tell those of no division",
    ),
    "register/changes/delete_teams": ("token", "tokens are few"),
    "register/derived/write_captions": ("node", "null asks for every place"),
    "register/derived/sum_region_hours": ("region", "sums the whole network"),
    "register/loading/districts_of_regions": ("region", "begins the load of a whole register"),
    "register/loading/wipe_edges": ("edge", "takes a whole load back"),
    "register/loading/wipe_nodes": ("node", "takes a whole load back"),
    "register/plans/sweep_plans": ("plan", "plans are few"),
    "register/territory/apply_edition": ("city", "once for each edition"),
    "register/territory/regions_to_end": ("region", "once a day"),
    "register/territory/withdraw_edition": ("ended", "once for each edition"),
    "register/tokens/list_tokens": ("token", "lists them all"),
}
# Who is sought by a property that has no index, and why that is little.
SOUGHT: dict[tuple[str, str], str] = {
    ("Person", "role"): "among a team's own",
    ("Region", "edition"): "once for each edition",
    ("Region", "level"): "once for each edition, or where a climb ends",
    ("Token", "team_id"): "tokens are few",
}


def sought(text: str) -> set[tuple[str, str]]:
    """Return by what nodes of labels that grow are named: (:Label {property: …})."""
    named = set(re.findall(r"\(\w*:(\w+) \{(\w+):", text))
    return {(label, name) for label, name in named if label not in _FIXED}


def parameters(name: str) -> str:
    """Return the example that a file gives of its parameters."""
    text = cypher.load(name)
    line = next(line for line in text.splitlines() if line.startswith("// :params "))
    return line.removeprefix("// :params ")


def explained(session: Session, name: str) -> Plan:
    """Return how Neo4j would carry out a file's statement as things stand."""
    [given] = session.run(cast(LiteralString, f"RETURN {parameters(name)} AS given")).value()
    text = cypher.profiled(cypher.load(name)).replace("\nPROFILE", "\nEXPLAIN", 1)
    plan = session.run(text, given).consume().plan
    assert plan is not None
    return cast(Plan, plan)


def forbidden(name: str, plan: Plan) -> list[str]:
    """Return what a file's plan looks through whole and may not."""
    allowed = set(ALLOWED.get(name, ("", ""))[0].split())
    return [scan for scan in scans(plan) if not allowed & set(re.findall(r"\w+", scan))]


def scans(plan: Plan, *, excused: bool = False) -> Iterator[str]:
    """Yield what a plan looks through whole.

    Excused is what comes once after ``UNWIND … AS whole``, where null asks for everything, and
    what only asks whether there is any.
    """
    operator, details = _operator(plan), plan["args"].get("Details", "")
    if "Scan" in operator and not excused and not _is_fixed(details):
        yield f"{operator} {details}"
    children = plan.get("children", [])
    for number, child in enumerate(children):
        if number:
            excused = _begins_whole(children[0]) or ("SemiApply" in operator and _is_bare(child))
        yield from scans(child, excused=excused)


def _begins_whole(plan: Plan) -> bool:
    return _operator(plan) == "Unwind" and "whole" in plan["identifiers"]


def _is_bare(plan: Plan) -> bool:
    return not plan.get("children")


def _is_fixed(details: str) -> bool:
    if details.startswith(_TEXT_INDEX):  # its CONTAINS is a look-up
        return True
    found = re.search(r":(\w+)", details)
    return found is not None and found[1] in _FIXED


def _operator(plan: Plan) -> str:
    return plan["operatorType"].split("@")[0]
