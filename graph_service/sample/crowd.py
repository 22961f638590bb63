"""A crowd for measuring: any number of lawful teams on real divisions, none of them real."""

from __future__ import annotations

from collections.abc import Iterator

from graph_service.rows.columns import columns
from graph_service.rows.rows import SourceRow
from graph_service.sample.regions import divisions
from graph_service.sample.teams import persons


def crowd_rows(count: int, start: int = 0) -> Iterator[SourceRow]:
    """Yield ``count`` unit teams, spread over all towns and villages in turn."""
    places = [division for division in divisions() if division["level"] in ("town", "village")]
    blank = {column.name: "" for column in columns("teams")}
    for number in range(start, start + count):
        place, turn = places[number % len(places)], number // len(places) + 1
        unit = f"{place['name']}第{turn}便民服务点"
        yield SourceRow(
            "crowd",
            number + 2,
            blank
            | persons(number)
            | {
                "team_id": f"C-{number:07d}",
                "name": f"{unit}志愿服务队",
                "team_kind": "non_hub",
                "region_code": place["region_code"],
                "registration_status": "unregistered",
                "unit_name": unit,
                "unit_kind": "community_group",
                "liaison_id": f"H{place['region_code']}",
                "permission_group": "basic",
                "group_set_by": "system",
                "status": "active",
            },
        )
