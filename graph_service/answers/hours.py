"""Hours of teams and hubs, of volunteers, and star levels (三（五）, 四)."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from graph_service.answers.forms import RegionCode, RuleIds, TeamId
from graph_service.answers.lists import Answer, Page
from graph_service.answers.nodes import Clause
from graph_service.vocabulary import Level

By = Literal["month", "team", "level", "district"]
Hours = Annotated[float, Field(description="at most two places")]
Month = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}$")]


class Sum(TypedDict):
    """Confirmed hours and the records that they are the sum of."""

    hours: Hours
    records: int


class HoursTotal(Sum):
    """The total, and its two parts: hours of teams that are no legal persons, and of those."""

    teams: Hours
    legal_persons: Hours


class HoursItem(Sum, total=False):
    """A part of the total by what was asked for; volunteers of one team and month only."""

    month: Month
    team_id: TeamId
    level: Level
    region_code: RegionCode
    volunteers: int


HoursOf = TypedDict("HoursOf", {"team_id": TeamId, "from": str | None, "to": str | None})


class TeamHours(Page[HoursItem], HoursOf):
    """The confirmed hours of a team, or of the teams in a hub's region, closed ones included."""

    items: list[HoursItem]
    by: By
    total: HoursTotal
    reviewed: NotRequired[Sum]
    rule_ids: RuleIds
    clauses: list[Clause]


class VolunteerTeam(Sum):
    """What a volunteer served with one team."""

    team_id: TeamId
    name: str
    waiting_hours: Hours


class VolunteerYear(Sum):
    """What a volunteer served in one year, over all teams."""

    year: int
    waiting_hours: Hours


class Thresholds(Answer):
    """Stars rest on hours; from how many on is a setting of ours, no rule of the notice."""

    thresholds: list[int]
    thresholds_zh: str
    thresholds_en: str
    rule_ids: RuleIds
    clauses: list[Clause]


class VolunteerHours(Thresholds):
    """A volunteer's hours: the total over all teams, and by those teams that the caller manages."""

    confirmed_hours: Hours
    waiting_hours: Hours
    by_team: list[VolunteerTeam]
    by_year: list[VolunteerYear]
    star_level: Annotated[int, Field(ge=0, le=5)]
    next_level_at: int | None


class StarCount(TypedDict):
    """How many volunteers have reached a level; null where fewer than five have."""

    star_level: Annotated[int, Field(ge=0, le=5)]
    volunteers: int | None


class RegionStars(Thresholds):
    """The volunteers with confirmed hours in a region by star level, small counts suppressed."""

    region_code: RegionCode
    items: list[StarCount]
    suppressed_under: int
