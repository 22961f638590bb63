"""The audit in numbers: by rule, by severity, by district; and what another reading changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import AsyncIterator

from graph_service import cypher, notice
from graph_service.answers.audit import AuditSummary, Finding, SeverityCounts
from graph_service.answers.comparing import RouteChange
from graph_service.answers.routes import Step
from graph_service.errors import ServiceError
from graph_service.graph import Graph, Reading
from graph_service.model import Policy
from graph_service.questions import audit, readings, routing
from graph_service.vocabulary import Business

_DISTRICTS_OF = cypher.load("questions/teams/districts_of")
_TEAMS_WITHIN = cypher.load("questions/teams/ids_within")
_TEAMS_BY_DISTRICT = cypher.load("questions/seats/teams_by_district")
_CHUNK = 500

Item = tuple[str, str]
Ends = tuple[str, str | None, str]


async def summary(graph: Graph, findings: list[Finding] | None = None) -> AuditSummary:
    """Return counts by rule, by severity and by district (the city's own teams: the city).

    ``findings`` are breaches, as everywhere; ``facts`` (INFO) are counted beside them.
    """
    found = await audit.everything(graph) if findings is None else findings
    place = await districts_of(graph, found)
    by_rule: dict[str, Counter[str]] = defaultdict(Counter)
    by_district: dict[str | None, Counter[str]] = defaultdict(Counter)
    breaking: dict[str | None, set[str]] = defaultdict(set)
    for finding in found:
        code = place.get(finding["team_id"] or "")
        by_rule[finding["rule_id"]][finding["severity"]] += 1
        by_district[code][finding["severity"]] += 1
        if finding["severity"] in audit.BREACHES and finding["team_id"]:
            breaking[code].add(finding["team_id"])
    districts = await graph.read(_TEAMS_BY_DISTRICT)
    return {
        "teams": sum(row["teams"] for row in districts),
        "teams_with_breaches": sum(len(teams) for teams in breaking.values()),
        "findings": sum(finding["severity"] in audit.BREACHES for finding in found),
        "facts": sum(finding["severity"] not in audit.BREACHES for finding in found),
        "by_severity": _counts(Counter(finding["severity"] for finding in found)),
        "by_rule": [
            {
                **notice.clause(rule_id),
                "quotes": notice.rules()[rule_id]["quotes"],
                "title_zh": notice.rules()[rule_id]["title_zh"],
                "title_en": notice.rules()[rule_id]["title_en"],
                **_counts(by_rule[rule_id]),
            }
            for rule_id in notice.rules()
            if rule_id in by_rule
        ],
        "by_district": [
            {
                "region_code": row["region_code"],
                "name": row["name"],
                "teams": row["teams"],
                "teams_with_breaches": len(breaking[row["region_code"]]),
                **_counts(by_district[row["region_code"]]),
            }
            for row in districts
        ],
        "about_no_team": _counts(by_district[None]),
        "decided_by": readings.of_rules(by_rule, graph.policy),
    }


async def districts_of(graph: Graph, findings: list[Finding]) -> dict[str, str]:
    """Return the district of every team that has a finding, by team id."""
    ids = sorted({finding["team_id"] for finding in findings if finding["team_id"]})
    rows = await graph.read(_DISTRICTS_OF, team_ids=ids)
    return {row["team_id"]: row["region_code"] for row in rows}


def _counts(found: Counter[str]) -> SeverityCounts:
    return {"ERROR": found["ERROR"], "WARN": found["WARN"], "INFO": found["INFO"]}


async def compare(graph: Graph, other: Policy) -> AsyncIterator[RouteChange]:
    """Yield every route of the network that another policy changes, with both final reviewers."""
    [(ids,)] = await graph.values(_TEAMS_WITHIN, within="/")
    reading = graph.under(other)
    for start in range(0, len(ids), _CHUNK):
        items = items_of(ids[start : start + _CHUNK])
        ours, theirs = await ends_of(graph, items), await ends_of(reading, items)
        for item, mine, yours in zip(items, ours, theirs, strict=True):
            if mine[:2] != yours[:2]:
                yield route_change(item, mine, yours)


def items_of(team_ids: list[str]) -> list[Item]:
    """Return every business of every team."""
    return [(team_id, str(business)) for team_id in team_ids for business in Business]


async def ends_of(graph: Reading, items: list[Item]) -> list[Ends]:
    """Return where routes end: outcome, final reviewer, and the path that leads there."""
    answers = await routing.routes(graph, items)
    return [
        ("", None, "")
        if isinstance(a, ServiceError)
        else (a["outcome"], (a["final_reviewer"] or {}).get("id"), _line(a["path"]))
        for a in answers
    ]


def route_change(item: Item, mine: Ends, yours: Ends) -> RouteChange:
    """Return how one route ends under two readings."""
    return {
        "team_id": item[0],
        "business": item[1],
        "outcome": mine[0],
        "final_reviewer": mine[1],
        "other_outcome": yours[0],
        "other_final_reviewer": yours[1],
        "other_path": yours[2],
    }


def _line(path: list[Step]) -> str:
    return " → ".join(step["id"] for step in path)
