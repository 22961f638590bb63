"""Hours of teams, hubs and volunteers; stars, and their counts by region."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from graph_service.errors import InvalidInput
from graph_service.questions.periods import Period, last_months, period
from graph_service.questions.volunteers import star_level
from tests.api.conftest import Call
from tests.conftest import Run
from tests.worlds import records
from tests.worlds.records import record

# T and L lie in 500112012 and 500112, the village hub V in 500112011001; L is a legal person.
V = "H500112011001"
RECORDS = [
    record("1", service_hours=250, state="confirmed"),
    record("2", service_hours=150, state="confirmed", service_date="2026-03-20"),
    record("3", service_hours=100, state="confirmed", service_date="2026-04-02"),
    record("4", service_hours=75, state="confirmed", team_id="L", volunteer_no="V-0002"),
    record("5", service_hours=9900, state="confirmed", team_id=V, service_date="2025-12-31"),
    record("6", service_hours=300),
    record("7", service_hours=300, service_status="planned"),
    record("8", service_hours=300, state="returned"),
]


@pytest.fixture
def recorded(app: Any, run: Run) -> Any:
    run(records.put(app.state.graph, RECORDS))
    return app


def volunteers(item: Any) -> list[int]:
    return [item["volunteers"]] if "volunteers" in item else []


def parts(answer: Any) -> list[tuple[Any, ...]]:
    named = ("month", "team_id", "level", "region_code")
    items = answer["items"]
    return [
        (next(i[n] for n in named if n in i), i["hours"], i["records"], *volunteers(i))
        for i in items
    ]


# what is asked; the parts, and the total: hours, records, of teams, of legal persons
ASKED: dict[str, tuple[list[tuple[Any, ...]], tuple[Any, ...]]] = {
    "T/hours": ([("2026-03", 4.0, 2, 1), ("2026-04", 1.0, 1, 1)], (5.0, 3, 5.0, 0)),
    "L/hours": ([("2026-03", 0.75, 1, 1)], (0.75, 1, 0, 0.75)),
    "T/hours?from=2026-03-06&to=2026-04": (
        [("2026-03", 1.5, 1, 1), ("2026-04", 1.0, 1, 1)],
        (2.5, 2, 2.5, 0),
    ),
    "T/hours?to=2026-03-05": ([("2026-03", 2.5, 1, 1)], (2.5, 1, 2.5, 0)),
    "H500112/hours": (
        [("2025-12", 99.0, 1), ("2026-03", 4.75, 3), ("2026-04", 1.0, 1)],
        (104.75, 5, 104.0, 0.75),
    ),
    "H500112/hours?from=2026-03&to=2026-03": ([("2026-03", 4.75, 3)], (4.75, 3, 4.0, 0.75)),
    "H500112/hours?from=2026-03-02&to=2026-03-19": ([("2026-03", 3.25, 2)], (3.25, 2, 2.5, 0.75)),
    "H500112/hours?from=2026-03-02&to=2026-04-02": (
        [("2026-03", 4.75, 3), ("2026-04", 1.0, 1)],
        (5.75, 4, 5.0, 0.75),
    ),
    "H500112/hours?by=team": (
        [("L", 0.75, 1), (V, 99.0, 1), ("T", 5.0, 3)],
        (104.75, 5, 104.0, 0.75),
    ),
    "H500112/hours?by=team&from=2026-03-20&to=2026-04": ([("T", 2.5, 2)], (2.5, 2, 2.5, 0)),
    "H500112/hours?by=level": (
        [("district", 0.75, 1), ("town", 5.0, 3), ("village", 99.0, 1)],
        (104.75, 5, 104.0, 0.75),
    ),
    "H50/hours?by=district": ([("500112", 104.75, 5)], (104.75, 5, 104.0, 0.75)),
    "H500112012/hours?by=district": ([("500112", 5.0, 3)], (5.0, 3, 5.0, 0)),
    "T/hours?by=team": ([("T", 5.0, 3)], (5.0, 3, 5.0, 0)),
    "H500103/hours": ([], (0, 0, 0, 0)),
}


def test_hours_add_up(recorded: Any, call: Call) -> None:
    for path, (wanted, total) in ASKED.items():
        answer = call("GET", f"/v1/teams/{path}").json()
        assert parts(answer) == wanted, path
        assert tuple(answer["total"].values()) == total, path
        assert answer["complete"]
    cut = "H500112/hours?from=2026-03-02&to=2026-03-19"
    answer = call("GET", f"/v1/teams/{cut}").json()
    assert (answer["from"], answer["to"]) == ("2026-03-02", "2026-03-19")


def test_a_page_of_teams_leads_to_the_next(recorded: Any, call: Call) -> None:
    seen, cursor = [], ""
    while cursor is not None:
        answer = call("GET", f"/v1/teams/H50/hours?by=team&limit=1&cursor={cursor}").json()
        seen += [item["team_id"] for item in answer["items"]]
        assert answer["total"]["hours"] == 104.75
        cursor = answer["next_cursor"]
    assert seen == ["L", V, "T"]


def test_a_hub_sees_what_it_reviews_beside_its_region(recorded: Any, call: Call) -> None:
    legal = call("GET", "/v1/teams/L/hours?reviewed=true").json()
    assert legal["reviewed"] == {"hours": 5.0, "records": 3}
    town = call("GET", "/v1/teams/H500112011/hours?reviewed=true").json()
    assert town["reviewed"] == {"hours": 99.0, "records": 1}


NO_PERIODS = ("from=2026-13", "to=tomorrow", "from=2026-3", "from=2026-04&to=2026-03", "by=sex")


def test_a_period_that_is_none_is_refused(recorded: Any, call: Call) -> None:
    for query in NO_PERIODS:
        assert call("GET", f"/v1/teams/T/hours?{query}").status_code == 422, query
    assert call("GET", "/v1/teams/nobody/hours").status_code == 404


@pytest.mark.parametrize(
    ("begins", "ends", "wanted"),
    [
        (None, None, Period()),
        ("2026-03", "2026-05", Period("2026-03", "2026-05")),
        ("2026-03-01", "2026-05-31", Period("2026-03", "2026-05")),
        ("2024-02-29", "2024-02", Period("2024-03", "2024-02", (("2024-02-29", "2024-02-29"),))),
        ("2026-12-02", None, Period("2027-01", "9999-12", (("2026-12-02", "2026-12-31"),))),
        (None, "2026-01-30", Period("0000-01", "2025-12", (("2026-01-01", "2026-01-30"),))),
        ("2026-03-05", "2026-03-06", Period("2026-04", "2026-02", (("2026-03-05", "2026-03-06"),))),
        (
            "2026-03-05",
            "2026-05-06",
            Period(
                "2026-04", "2026-04", (("2026-03-05", "2026-03-31"), ("2026-05-01", "2026-05-06"))
            ),
        ),
    ],
)
def test_a_period_is_whole_months_and_cut_ones(
    begins: str | None, ends: str | None, wanted: Period
) -> None:
    assert period(begins, ends) == wanted


def test_the_last_twelve_months_end_before_this_one() -> None:
    assert last_months(12, date(2026, 1, 31)) == Period("2025-01", "2025-12")
    assert last_months(12, date(2026, 11, 26)) == Period("2025-11", "2026-10")
    with pytest.raises(InvalidInput):
        period("2026-02-30", None)


@pytest.mark.parametrize(
    ("hours", "level", "following"),
    [(0, 0, 100), (99.99, 0, 100), (100, 1, 300), (599.99, 2, 600), (1500, 5, None)],
)
def test_a_star_is_given_from_its_threshold_on(
    hours: float, level: int, following: int | None
) -> None:
    assert star_level(round(hours * 100), (100, 300, 600, 1000, 1500)) == (level, following)


def test_who_manages_volunteers_of_a_team_sees_the_total_and_the_teams_of_its_scope(
    recorded: Any,
    call: Call,
    token_of: Callable[..., str],
) -> None:
    path = "/v1/volunteers/V-0001/hours"
    whole = call("GET", path, token=token_of("administrator")).json()
    assert (whole["confirmed_hours"], whole["waiting_hours"]) == (104.0, 3.0)
    assert (whole["star_level"], whole["next_level_at"]) == (1, 300)
    assert [(t["team_id"], t["hours"]) for t in whole["by_team"]] == [(V, 99.0), ("T", 5.0)]
    assert [(y["year"], y["hours"]) for y in whole["by_year"]] == [(2025, 99.0), (2026, 5.0)]
    assert whole["thresholds"] == [100, 300, 600, 1000, 1500]
    own = call("GET", path, token=token_of("operator", "T")).json()
    assert [t["team_id"] for t in own["by_team"]] == ["T"]
    assert own["confirmed_hours"] == 104.0
    district = call("GET", path, token=token_of("analyst", "H500112")).json()
    assert district["by_team"] == whole["by_team"]


# role, its team, the refusal: none tells whether the number is known
REFUSED = [
    ("anonymous", None, 401),
    ("reader", None, 403),
    ("analyst", None, 403),
    ("operator", "H500112012", 403),
    ("operator", "L", 403),
    ("operator", "H500103", 403),
]


def test_nobody_else_sees_a_volunteer_and_no_refusal_tells_of_one(
    recorded: Any, call: Call, token_of: Callable[..., str]
) -> None:
    for role, team, status in REFUSED:
        token = None if role == "anonymous" else token_of(role, team)
        answers = [
            call("GET", f"/v1/volunteers/{number}/hours", token=token)
            for number in ("V-0001", "V-9999")
        ]
        assert {answer.status_code for answer in answers} == {status}, (role, team)
        assert answers[0].text == answers[1].text
    token = token_of("administrator")
    for number, status in (("V-9999", 404), ("V!0001", 422), ("V-00", 404), ("V-0001/years", 404)):
        refused = call("GET", f"/v1/volunteers/{number}/hours", token=token)
        assert refused.status_code == status
        assert number not in refused.text


def test_counts_of_stars_under_five_are_suppressed(recorded: Any, run: Run, call: Call) -> None:
    more = [
        record(f"m{n}", state="confirmed", volunteer_no=f"V-10{n:02}", service_hours=2000 * 6)
        for n in range(5)
    ]
    run(records.put(recorded.state.graph, more))
    answer = call("GET", "/v1/regions/500112/stars").json()
    counts = {item["star_level"]: item["volunteers"] for item in answer["items"]}
    assert counts == {0: None, 1: 6, 2: None, 3: None, 4: None, 5: None}
    assert answer["suppressed_under"] == 5
    other = call("GET", "/v1/regions/500112011/stars").json()
    assert {item["volunteers"] for item in other["items"]} == {None}
    assert call("GET", "/v1/regions/509999/stars").status_code == 404
