"""Reports by which offices guide and mobilise: responsible units, authorities, departments (四)."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any, NamedTuple

from graph_service import cypher
from graph_service.answers.audit import Finding
from graph_service.answers.lists import Page
from graph_service.answers.reports import AuthorityRow, DepartmentRow, UnitRow
from graph_service.graph import Graph
from graph_service.questions import audit, cursors
from graph_service.questions.hours import plain
from graph_service.questions.kept import while_it_stands
from graph_service.questions.nodes import team_node
from graph_service.questions.regions import territory_path
from graph_service.vocabulary import Severity

_UNITS = cypher.load("questions/reports/responsible_units")
_TERRITORIES = cypher.load("questions/reports/territories_of")
_AUTHORITIES = cypher.load("questions/reports/registration_authorities")
_DEPARTMENTS = cypher.load("questions/reports/departments")
_BELOW = "~"  # sorts behind everything that lies in a territory


class Breaches(NamedTuple):
    """Where teams break rules: paths in order, and the breaches of all before each."""

    paths: list[str]
    errors: list[int]
    warnings: list[int]

    def within(self, path: str) -> tuple[int, int, int]:
        """Return how many teams of a territory break a rule, their errors and warnings."""
        first, last = bisect_left(self.paths, path), bisect_left(self.paths, path + _BELOW)
        return (
            last - first,
            self.errors[last] - self.errors[first],
            self.warnings[last] - self.warnings[first],
        )


_NONE = Breaches([], [0], [0])


async def responsible_units(
    graph: Graph,
    within: str | None = None,
    cursor: str | None = None,
    limit: int = 100,
    known: Breaches | None = None,
) -> Page[UnitRow]:
    """Return a page of the responsible units by their hubs, from the city down (Q-3).

    ``known`` are the network's breaches where they are at hand. Raises NotFound for an
    unknown region.
    """
    path = await territory_path(graph, within or graph.policy.region_prefix)
    after_path, after = cursors.decode(cursor, ["", ""])
    asked = {"within": path, "after_path": after_path, "after": after, "limit": limit + 1}
    rows = await graph.read(_UNITS, **asked)
    found = known or (await while_it_stands(graph, "breaches", breaches) if rows else _NONE)
    items = [_unit(row, found) for row in rows]
    return cursors.page(items, limit, [[row["territory_path"], row["team_id"]] for row in rows])


async def registration_authorities(
    graph: Graph, cursor: str | None = None, limit: int = 100
) -> Page[AuthorityRow]:
    """Return a page of the registration authorities with whom they have to mobilise (Q-4)."""
    [after] = cursors.decode(cursor, [""])
    rows = await graph.read(_AUTHORITIES, after=after, limit=limit + 1)
    items = [_authority(row) for row in rows]
    return cursors.page(items, limit, [[item["authority_id"]] for item in items])


async def departments(
    graph: Graph, within: str | None = None, cursor: str | None = None, limit: int = 100
) -> Page[DepartmentRow]:
    """Return how far each department's line is covered (Q-1); NotFound for an unknown region."""
    path = await territory_path(graph, within or graph.policy.region_prefix)
    rows = await graph.read(_DEPARTMENTS, within=path)
    items: list[DepartmentRow] = [
        {
            "business_line": row["business_line"],
            "teams": row["teams"],
            "active_teams": row["active"],
            "hours": plain(row["hours"]),
            "districts": row["districts"],
            "districts_expected": row["districts_expected"],
        }
        for row in rows
    ]
    # What tells no line stands last.
    places = [[item["business_line"] or _BELOW] for item in items]
    return cursors.cut(items, places, cursor, [""], limit)


async def breaches(graph: Graph, findings: list[Finding] | None = None) -> Breaches:
    """Return where in the network rules are broken, INFO left out."""
    whole = await audit.everything(graph) if findings is None else findings
    found = [finding for finding in whole if finding["severity"] != Severity.INFO]
    errors: dict[str, int] = {}
    warnings: dict[str, int] = {}
    for finding in found:
        counted = errors if finding["severity"] == Severity.ERROR else warnings
        if finding["team_id"]:
            counted[finding["team_id"]] = counted.get(finding["team_id"], 0) + 1
    ids = sorted(errors.keys() | warnings.keys())
    rows = await graph.values(_TERRITORIES, team_ids=ids)
    places = sorted((path, team_id) for team_id, path in rows[0][0])
    return Breaches(
        [path for path, _ in places],
        _sums([errors.get(team_id, 0) for _, team_id in places]),
        _sums([warnings.get(team_id, 0) for _, team_id in places]),
    )


def _sums(counts: list[int]) -> list[int]:
    sums = [0]
    for count in counts:
        sums.append(sums[-1] + count)
    return sums


def _unit(row: dict[str, Any], known: Breaches) -> UnitRow:
    teams, errors, warnings = known.within(row["territory_path"])
    return {
        "responsible_unit": row["responsible_unit"],
        "hub": team_node(*row["hub_node"]),
        "region_code": row["region_code"],
        "teams": row["teams"],
        "teams_with_breaches": teams,
        "error_findings": errors,
        "warn_findings": warnings,
        "hours": plain(row["hours"]),
        "records": row["records"],
    }


def _authority(row: dict[str, Any]) -> AuthorityRow:
    authority = row["authority"]
    by_status = dict(row["registered"])
    return {
        "authority_id": authority["authority_id"],
        "name": authority["name"],
        "authority_kind": authority["authority_kind"],
        "has_administrator": authority["has_administrator"],
        "registered": sum(by_status.values()),
        "registered_by_status": by_status,
        "registered_without_administrator": row["without_administrator"],
        "filed": row["filed"],
        "towns": row["towns"],
        "towns_without": row["towns_without"],
    }
