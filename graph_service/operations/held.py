"""What operations work on: the rows on record, and one operation's values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from typing import Any

from graph_service.errors import NotFound, ServiceError
from graph_service.rows.merging import is_hub
from graph_service.rows.rows import Values

CHINA = timezone(timedelta(hours=8))
_SEATING = ("team_kind", "region_code", "status", "branch_of")
_PLACING = ("team_kind", "region_code")
_CHAINING = (*_PLACING, "registration_status", "liaison_id")


@dataclass(frozen=True)
class Operation:
    """One operation: its name, the team it is about if it is about one, and its values.

    ``said`` is its own reason and effective date, as one of several operations may have them.
    """

    operation: str
    team_id: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    said: Values = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return the operation as fixes, plans and requests write it."""
        about = {"team_id": self.team_id} if self.team_id else {}
        return {"operation": self.operation, **about, **self.values, **self.said}


@dataclass(frozen=True)
class Kept:
    """What a change on record kept: its rows by kind and key, and the edition, before and after."""

    rows: dict[str, dict[str, tuple[Values | None, Values | None]]] = field(default_factory=dict)
    edition: tuple[str | None, str | None] = (None, None)


@dataclass
class Held:
    """The rows that operations work on: as they stand on record, and as they will stand.

    ``gone`` is what the history keeps of a team when it goes: where it came from. A region's row
    also says whether it has ``ended``; ``paths`` are where regions and teams stood in the tree.
    ``day`` is the day by which what is to come is refused, unless ``as_if`` it had come. ``kept``
    is what the changes kept that are to be undone, ``moved`` what moved on since them.
    """

    teams: dict[str, Values | None] = field(default_factory=dict)
    applications: dict[str, Values | None] = field(default_factory=dict)
    superiors: dict[str, str] = field(default_factory=dict)
    deciders: dict[str, list[str]] = field(default_factory=dict)
    revisions: dict[str, int | None] = field(default_factory=dict)
    territory_paths: dict[str, str] = field(default_factory=dict)
    gone: dict[str, dict[str, Any]] = field(default_factory=dict)
    accept_violations: bool = False
    regions: dict[str, Values | None] = field(default_factory=dict)
    known_regions: frozenset[str] = frozenset()
    edition: str | None = None
    paths: dict[str, list[str]] = field(default_factory=dict)
    day: str = field(default_factory=lambda: datetime.now(CHINA).date().isoformat())
    as_if: bool = False
    kept: dict[int, Kept] = field(default_factory=dict)
    moved: list[ServiceError] = field(default_factory=list)

    def copy(self) -> Held:
        """Return the same rows, to be changed; rows are replaced and never edited in place."""
        rows = {"teams": dict(self.teams), "applications": dict(self.applications)}
        return replace(self, **rows, regions=dict(self.regions))

    def only(self, team_id: str) -> Held:
        """Return what is held about one team."""
        teams = {team_id: self.teams.get(team_id)}
        paths = {i: path for i, path in self.territory_paths.items() if i == team_id}
        return replace(self, teams=teams, territory_paths=paths)

    def same_as(self, before: Held) -> bool:
        """Return whether nothing differs from the rows before."""
        names = ("teams", "applications", "regions", "edition")
        return all(getattr(self, name) == getattr(before, name) for name in names)

    def regions_since(self, before: Held) -> dict[str, Values | None]:
        """Return the rows of regions that came, went or changed."""
        known = before.regions
        return {code: row for code, row in self.regions.items() if row != known.get(code)}

    def team(self, team_id: str) -> Values:
        """Return a team's row; NotFound if it is not on record."""
        row = self.teams.get(team_id)
        if row is None:
            raise NotFound("team", team_id)
        return row

    def reseated_since(self, before: Held) -> list[str]:
        """Return the regions whose hub came, went or moved."""
        codes: set[str] = set()
        for team_id, new in self.teams.items():
            old = before.teams.get(team_id)
            if differ(old, new, _SEATING):
                codes |= {str(row["region_code"]) for row in (old, new) if row and is_hub(row)}
        return sorted(codes)

    def moved_since(self, before: Held) -> list[str]:
        """Return the teams that may have another hub above them now, or another way up to it."""
        return [
            team_id
            for team_id, new in self.teams.items()
            if new is not None
            and differ(before.teams.get(team_id), new, _CHAINING if is_hub(new) else _PLACING)
        ]


def differ(old: Values | None, new: Values | None, names: tuple[str, ...]) -> bool:
    """Return whether a row came, went or changed in one of these columns."""
    if old is None or new is None:
        return old is not new
    return any(old[name] != new[name] for name in names)
