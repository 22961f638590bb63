"""Review queues: what waits for a team or a registration authority, oldest first."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, cast, get_args

from graph_service import cypher
from graph_service.answers.lists import Page
from graph_service.answers.nodes import NodeKind
from graph_service.answers.queues import Age, Forecast, QueueSummary, Waiting, WaitingKind
from graph_service.errors import NotFound
from graph_service.graph import Graph, Reading
from graph_service.questions import cursors
from graph_service.questions.periods import last_months
from graph_service.questions.regions import territory_path
from graph_service.vocabulary import Business, Level, Status

_RECORDS = cypher.load("questions/queues/waiting_records")
_ADMISSIONS = cypher.load("questions/queues/waiting_admissions")
_APPLICATIONS = cypher.load("questions/queues/waiting_applications")
_COUNT_RECORDS = cypher.load("questions/queues/count_waiting_records")
_REVIEWED_BY = cypher.load("questions/queues/teams_reviewed_by")
_OF_TEAMS = cypher.load("questions/hours/hours_of_teams")
_KINDS: tuple[WaitingKind, ...] = get_args(WaitingKind)
_AGES: tuple[Age, ...] = get_args(Age)
_BOUNDS = [7, 30, 90]
_MONTHS = 12
_CHINA = timezone(timedelta(hours=8))
_DAY = 86_400
_FIRST = ["", 0, 0, ""]  # where a queue begins
_PAST = "~"  # behind every id

# What a statement returns of a case: id, team_id, since, its second and nanosecond, level
Case = list[Any]
Place = tuple[WaitingKind, int, int, str]


async def queue(
    graph: Graph,
    reviewer_kind: NodeKind,
    reviewer_id: str,
    *,
    kind: WaitingKind | None = None,
    within: str | None = None,
    cursor: str | None = None,
    limit: int = 100,
) -> Page[Waiting]:
    """Return a page of what waits for a reviewer: of one kind, or of all three, oldest first.

    Raises NotFound for an unknown reviewer or region, InvalidInput for a cursor that is none.
    """
    place = cast("Place", tuple(cursors.decode(cursor, _FIRST)))
    path = await territory_path(graph, within) if within else None
    kinds = [kind] if kind else list(_KINDS)
    found = await asyncio.gather(
        _records(
            graph, reviewer_kind, reviewer_id, path, place, (limit + 1) * ("records" in kinds)
        ),
        _admissions(graph, reviewer_id, path) if "admissions" in kinds else _none(),
        _applications(graph, reviewer_id, path) if "applications" in kinds else _none(),
    )
    cases = [(each, case) for each, cases in zip(_KINDS, found, strict=True) for case in cases]
    rest = sorted((c for c in cases if _order(*c) > _after(place)), key=lambda c: _order(*c))
    rest = rest[: limit + 1]
    now = datetime.now(UTC).timestamp()
    items = [_item(each, case, now) for each, case in rest]
    return cursors.page(
        items, limit, [[each, case[3] or 0, case[4] or 0, case[0]] for each, case in rest]
    )


async def summary(
    graph: Graph, reviewer_kind: NodeKind, reviewer_id: str, within: str | None = None
) -> QueueSummary:
    """Return a reviewer's queue in numbers, and what is to be expected of it.

    Raises NotFound for an unknown reviewer or region.
    """
    path = await territory_path(graph, within) if within else None
    start = cast("Place", tuple(_FIRST))
    _, records, admissions, applications, forecast = await asyncio.gather(
        _records(graph, reviewer_kind, reviewer_id, path, start, 0),
        graph.values(_COUNT_RECORDS, reviewer_id=reviewer_id, within=path, ages=_BOUNDS),
        _admissions(graph, reviewer_id, path),
        _applications(graph, reviewer_id, path),
        _forecast(graph, reviewer_id),
    )
    now = datetime.now(UTC).timestamp()
    kinds: Counter[str] = Counter()
    levels: Counter[str] = Counter()
    ages: Counter[str] = Counter()
    counted = [("records", level, age, count) for level, age, count in records]
    for kind, cases in (("admissions", admissions), ("applications", applications)):
        counted += [(kind, case[5], _age_class(case, now), 1) for case in cases]
    for kind, level, age, count in counted:
        kinds[kind] += count
        levels[level] += count
        ages[_AGES[age]] += count
    return {
        "reviewer_kind": reviewer_kind,
        "reviewer_id": reviewer_id,
        "total": kinds.total(),
        "by_kind": {kind: kinds[kind] for kind in _KINDS},
        "by_level": {level: levels[level] for level in Level if levels[level]},
        "by_age": {age: ages[age] for age in _AGES},
        "forecast": forecast,
    }


async def reviewed_by(
    graph: Reading, reviewer_id: str, business: Business, status: Status = Status.ACTIVE
) -> list[str]:
    """Return the ids of the teams whose final reviewer of a business somebody is."""
    rows = await graph.values(
        _REVIEWED_BY,
        reviewer_id=reviewer_id,
        business=str(business),
        status=str(status),
        fast_review_policy=str(graph.policy.fast_review_policy),
    )
    return rows[0][0] if rows else []


async def _records(
    graph: Graph, kind: NodeKind, reviewer_id: str, within: str | None, place: Place, limit: int
) -> list[Case]:
    last_kind, second, nano, last_id = place
    [[known, waiting]] = await graph.values(
        _RECORDS,
        reviewer_kind=kind,
        reviewer_id=reviewer_id,
        within=within,
        from_second=second,
        from_nano=nano,
        after=last_id if last_kind in ("", "records") else _PAST,
        limit=limit,
    )
    if not known:
        raise NotFound(kind, reviewer_id)
    return waiting


async def _admissions(graph: Graph, reviewer_id: str, within: str | None) -> list[Case]:
    pending = await reviewed_by(graph, reviewer_id, Business.ADMISSION, Status.PENDING)
    if not pending:
        return []
    return (await graph.values(_ADMISSIONS, team_ids=pending, within=within))[0][0]


async def _applications(graph: Graph, reviewer_id: str, within: str | None) -> list[Case]:
    return (await graph.values(_APPLICATIONS, reviewer_id=reviewer_id, within=within))[0][0]


async def _none() -> list[Case]:
    return []


async def _forecast(graph: Graph, reviewer_id: str) -> Forecast:
    ids = await reviewed_by(graph, reviewer_id, Business.HOURS_RECORDING)
    year = last_months(_MONTHS, datetime.now(_CHINA).date())
    [[_, records]] = await graph.values(_OF_TEAMS, team_ids=ids, **year.as_dict())
    return {
        "records_a_month": round(records / _MONTHS, 2),
        "teams": len(ids),
        "from_month": year.from_month,
        "upto_month": year.upto_month,
    }


def _order(kind: WaitingKind, case: Case) -> tuple[int, int, int, str]:
    """Return a case's place: by time, which it may not have, then by kind and id."""
    return case[3] or 0, case[4] or 0, _KINDS.index(kind), case[0]


def _after(place: Place) -> tuple[int, int, int, str]:
    kind, second, nano, last_id = place
    return second, nano, _KINDS.index(kind) if kind in _KINDS else -1, last_id


def _item(kind: WaitingKind, case: Case, now: float) -> Waiting:
    age = _age(case, now)
    return {
        "kind": kind,
        "id": case[0],
        "team_id": case[1],
        "waiting_since": case[2],
        "age_days": age,
    }


def _age(case: Case, now: float) -> int | None:
    return None if case[3] is None else max(0, int((now - case[3]) // _DAY))


def _age_class(case: Case, now: float) -> int:
    age = _age(case, now)
    return len(_BOUNDS) if age is None else sum(age >= bound for bound in _BOUNDS)
