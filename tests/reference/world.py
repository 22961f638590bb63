"""The reference: the notice in plain Python over dicts, written without looking at the service.

A world is rows in import columns. Closed hubs hold no seat; of two hubs the active one stands for
the region, then the lower id.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Row = dict[str, str]
ANNEX = {
    "pending": "00000",
    "basic": "10000",
    "junior_project": "11000",
    "junior_team": "10100",
    "junior_fast": "10110",
    "intermediate": "11100",
    "intermediate_fast": "11110",
    "senior": "11101",
    "senior_fast": "11111",
}
OWN, PROJECT, SUB, FAST, REGION = range(5)


@dataclass
class World:
    teams: dict[str, Row]
    regions: dict[str, Row]
    zones: dict[str, str] = field(default_factory=dict)  # town_code -> zone_code, overlay on

    def parent(self, code: str) -> str | None:
        if code in self.zones:
            return self.zones[code]
        return self.regions[code]["parent_code"] or None if code in self.regions else "50"

    def climb(self, code: str) -> list[str]:
        line: list[str] = []
        at: str | None = code
        while at is not None:
            line.append(at)
            at = self.parent(at)
        return line

    def lies_in(self, team: Row, code: str) -> bool:
        return code in self.climb(team["region_code"])

    def seat(self, code: str) -> str | None:
        hubs = [
            t
            for t in self.teams.values()
            if is_hub(t) and t["region_code"] == code and t["status"] != "closed"
        ]
        hubs.sort(key=lambda t: (t["status"] != "active", t["team_id"]))
        return hubs[0]["team_id"] if hubs else None

    def superior(self, hub: Row) -> str | None:
        if is_city_hub(self, hub):
            return None
        for code in self.climb(hub["region_code"])[1:]:
            seat = self.seat(code)
            if seat:
                return seat
        return None

    def level(self, team: Row) -> str:
        return self.regions[team["region_code"]]["level"]


def is_hub(team: Row) -> bool:
    return team["team_kind"] == "hub"


def is_city_hub(world: World, team: Row) -> bool:
    return is_hub(team) and world.level(team) == "city"


def is_legal(team: Row) -> bool:
    return team["registration_status"] == "legal_person"


def column(team: Row, place: int) -> bool:
    return team["status"] == "active" and ANNEX[team["permission_group"]][place] == "1"
