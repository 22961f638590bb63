"""A volunteer's hours and stars, and how many volunteers of a region have reached which (四)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from graph_service import cypher, notice
from graph_service.answers.hours import (
    RegionStars,
    Thresholds,
    VolunteerHours,
    VolunteerTeam,
    VolunteerYear,
)
from graph_service.errors import Forbidden, NotFound
from graph_service.graph import Graph
from graph_service.messages import say
from graph_service.model import Policy
from graph_service.questions.checks import checks
from graph_service.questions.hours import plain
from graph_service.questions.kept import while_it_stands
from graph_service.questions.regions import territory_path
from graph_service.vocabulary import Power

_HOURS_OF = cypher.load("questions/volunteers/hours_of_volunteer")
_COUNT_STARS = cypher.load("questions/volunteers/count_stars")
_RULES = ["Q-7"]
_FEWEST = 5
_HIDDEN = "…"  # a volunteer's number stands in no problem
_TEAM, _NAME, _, _YEAR, _CONFIRMED, _WAITING, _RECORDS = range(7)

Rows = list[list[Any]]


async def hours_of_volunteer(
    graph: Graph, volunteer_no: str, subject_id: str | None = None
) -> VolunteerHours:
    """Return a volunteer's hours and stars; by team only for the teams that a subject manages.

    A subject may see them that may manage the volunteers of one of the teams; None, who keeps
    the store, sees all. Raises Forbidden for any other subject, whether the number is known or
    not, and NotFound for an unknown number.
    """
    [[known, rows]] = await graph.values(_HOURS_OF, volunteer_no=volunteer_no)
    if subject_id is None and not known:
        raise NotFound("volunteer", _HIDDEN)
    seen = await _managed(graph, subject_id, {row[_TEAM] for row in rows})
    if subject_id is not None and not seen:
        raise may_not_see()
    confirmed = sum(row[_CONFIRMED] for row in rows)
    level, following = star_level(confirmed, graph.policy.star_thresholds)
    return {
        "confirmed_hours": plain(confirmed),
        "waiting_hours": plain(sum(row[_WAITING] for row in rows)),
        "by_team": _by_team([row for row in rows if row[_TEAM] in seen]),
        "by_year": _by_year(rows),
        "star_level": level,
        "next_level_at": following,
        **told(graph.policy),
    }


async def stars_of_region(graph: Graph, region_code: str) -> RegionStars:
    """Return how many volunteers of a region have reached each level; NotFound for an unknown one.

    Who has confirmed hours with a team of the region counts, with all hours. A count under five
    is told as null, so that nobody is found by it.
    """
    path = await territory_path(graph, region_code)
    asked = f"stars {path}"
    thresholds = list(graph.policy.star_thresholds)

    async def counted(seen: Graph) -> dict[int, int]:
        async with seen.whole.entered():
            rows = await seen.values(_COUNT_STARS, within=path, thresholds=thresholds)
        return {level: volunteers for level, volunteers in rows}

    found = await while_it_stands(graph, asked, counted)
    levels = range(len(thresholds) + 1)
    counts = ((level, found.get(level, 0)) for level in levels)
    return {
        "region_code": region_code,
        "items": [
            {"star_level": level, "volunteers": count if count >= _FEWEST else None}
            for level, count in counts
        ],
        "suppressed_under": _FEWEST,
        **told(graph.policy),
    }


def star_level(hundredths: int, thresholds: tuple[int, ...]) -> tuple[int, int | None]:
    """Return the level that hours have reached, and from how many on the next one is."""
    level = sum(hundredths >= least * 100 for least in thresholds)
    return level, thresholds[level] if level < len(thresholds) else None


def told(policy: Policy) -> Thresholds:
    """Return what stars rest on: thresholds of ours, the notice's sentence on hours."""
    zh, en = say("stars.thresholds")
    return {
        "thresholds": list(policy.star_thresholds),
        "thresholds_zh": zh,
        "thresholds_en": en,
        "rule_ids": _RULES,
        "clauses": notice.clauses(_RULES),
    }


def may_not_see() -> Forbidden:
    """Return the refusal of a volunteer's hours; it tells nothing of the volunteer."""
    return Forbidden(*say("stars.forbidden"), missing=str(Power.MANAGE_VOLUNTEERS))


async def _managed(graph: Graph, subject_id: str | None, team_ids: set[str]) -> set[str]:
    if subject_id is None:
        return team_ids
    asked = sorted(team_ids)
    items = [(subject_id, str(Power.MANAGE_VOLUNTEERS), team_id) for team_id in asked]
    answers = await checks(graph, items) if items else []
    return {
        team_id
        for team_id, answer in zip(asked, answers, strict=True)
        if isinstance(answer, dict) and answer["allowed"]
    }


def _by_team(rows: Rows) -> list[VolunteerTeam]:
    teams: dict[str, Rows] = defaultdict(list)
    for row in rows:
        teams[row[_TEAM]].append(row)
    return [
        {
            "team_id": team_id,
            "name": parts[0][_NAME],
            "hours": plain(sum(row[_CONFIRMED] for row in parts)),
            "records": sum(row[_RECORDS] for row in parts),
            "waiting_hours": plain(sum(row[_WAITING] for row in parts)),
        }
        for team_id, parts in teams.items()
    ]


def _by_year(rows: Rows) -> list[VolunteerYear]:
    years: dict[int, Rows] = defaultdict(list)
    for row in rows:
        years[row[_YEAR]].append(row)
    return [
        {
            "year": year,
            "hours": plain(sum(row[_CONFIRMED] for row in years[year])),
            "records": sum(row[_RECORDS] for row in years[year]),
            "waiting_hours": plain(sum(row[_WAITING] for row in years[year])),
        }
        for year in sorted(years)
    ]
