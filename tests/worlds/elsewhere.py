"""Rows beside a world, so that the network is larger and nothing in the world is other."""

from __future__ import annotations

from collections.abc import Iterator

from graph_service.graph import Graph
from tests.worlds import build


def elsewhere(count: int) -> Iterator[build.Row]:
    """Yield as many teams of a village of another district."""
    [like] = [team for team in build.worked()["base_world"]["teams"] if team["team_id"] == "H50"]
    for number in range(count):
        yield dict.fromkeys(like, "") | {
            "team_id": f"E-{number}", "name": f"{number}号志愿服务队", "unit_name": f"{number}号",
            "team_kind": "non_hub", "level": "village", "region_code": "500101001001",
            "liaison_id": "H50", "status": "active", "registration_status": "unregistered",
            "permission_group": "basic", "group_set_by": "system",
            "person_in_charge_name": f"甲{number}",
        }  # fmt: skip


def authorities_elsewhere(count: int) -> Iterator[build.Row]:
    """Yield as many registration authorities of another district."""
    for number in range(count):
        yield {
            "authority_id": f"RA-E-{number}", "name": f"{number}号民政局",
            "authority_kind": "district", "division_code": "500101", "region_code": "500101",
        }  # fmt: skip


async def load_elsewhere(graph: Graph, teams: int, authorities: int = 1000) -> None:
    """Load so many of each beside what stands."""
    given = [*build.authorities(), *authorities_elsewhere(authorities)]
    await build.load(graph, elsewhere(teams), authority_rows=given)
