"""Service records for measuring and trying, made by seed: none of them real.

They follow the seasons (March and December most, the summer least), a tenth was returned once and
entered again, and some are wrong as registers err: late, without an item, on an impossible day.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from graph_service.rows.columns import columns
from graph_service.rows.rows import SourceRow

_MONTHLY = (7, 8, 16, 9, 9, 7, 4, 4, 8, 9, 8, 11)  # a hundred hours of a year, by month
_YEARS = 2
_LEFT_WAITING = 20  # one in so many is not decided yet
_WRONG = 50  # one in so many errs
_SINGLE_DAYS = 28
_PROJECTS = ("社区花园养护", "独居老人探访", "垃圾分类引导", "文明交通劝导", "图书整理", "义诊")
_RECIPIENTS = ("社区居民", "独居老人", "行人", "读者", "学生")
_CONTENTS = ("浇水修枝", "陪伴聊天", "现场引导", "路口执勤", "上架归类", "测量血压")
_HOURS = ("1", "1.5", "2", "2.5", "3", "4")

Team = tuple[str, str | None]  # its id, and who reviews its hours
Values = dict[str, str]


def record_rows(
    count: int, teams: Sequence[Team], today: date, *, seed: int = 17, start: int = 0
) -> Iterator[SourceRow]:
    """Yield ``count`` records of the teams as an import takes them, the same for the same seed.

    Nineteen of twenty are confirmed by the team's reviewer; where nobody reviews, they wait.
    """
    blank = {column.name: "" for column in columns("records")}
    for number in range(start, start + count):
        chance = random.Random(f"{seed} {number}")  # noqa: S311
        team_id, reviewer = teams[chance.randrange(len(teams))]
        row = blank | _entered(chance, number, team_id, today)
        if reviewer is not None and chance.randrange(_LEFT_WAITING):
            row |= _confirmed(chance, row, reviewer)
        yield SourceRow("records", number + 2, row | _error(chance, row, today))


def _entered(chance: random.Random, number: int, team_id: str, today: date) -> Values:
    served = _day(chance, today)
    entered = min(served + timedelta(days=chance.randrange(10)), today)
    volunteers = number // 40 + 1  # each serves some forty times
    return {
        "record_id": f"SR-{number:08d}",
        "team_id": team_id,
        "project_name": chance.choice(_PROJECTS),
        "service_date": str(served),
        "location": "社区服务点",
        "service_recipients": chance.choice(_RECIPIENTS),
        "service_content": chance.choice(_CONTENTS),
        "service_hours": chance.choice(_HOURS),
        "service_evaluation": "良好",
        "contact_name": "李四",
        "volunteer_no": f"V-{chance.randrange(volunteers):08d}",
        "service_status": "completed",
        "state": "entered",
        "entered_at": f"{entered}T{chance.randrange(8, 18):02}:{chance.randrange(60):02}:00+08:00",
    }


def _day(chance: random.Random, today: date) -> date:
    """Return a day of the last two years, by the season; never one to come."""
    while True:
        [month] = chance.choices(range(1, 13), _MONTHLY)
        year = today.year - chance.randrange(_YEARS)
        served = date(year, month, chance.randint(1, _SINGLE_DAYS))
        if served <= today:
            return served


def _confirmed(chance: random.Random, row: Values, reviewer: str) -> Values:
    """Return the decision; of one in ten it came after a return, whose reason is kept no more."""
    entered = date.fromisoformat(row["entered_at"][:10])
    wait = 20 if chance.randrange(10) == 0 else 3
    decided = entered + timedelta(days=chance.randrange(wait))
    return {"state": "confirmed", "decided_by": reviewer, "decided_at": f"{decided}T18:30:00+08:00"}


def _error(chance: random.Random, row: Values, today: date) -> Values:
    if chance.randrange(_WRONG):
        return {}
    late = min(date.fromisoformat(row["service_date"]) + timedelta(days=90), today)
    return chance.choice(
        (
            {"location": ""},
            {"service_evaluation": ""},
            {"service_hours": "23.5"},
            {} if row["decided_at"] else {"entered_at": f"{late}T20:00:00+08:00"},
        )
    )
