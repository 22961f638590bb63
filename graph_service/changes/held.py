"""What operations work on: the rows on record, and one operation's values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from graph_service.errors import NotFound
from graph_service.rows.rows import Values


@dataclass(frozen=True)
class Operation:
    """One operation: its name, the team it is about, and its values in the register's columns."""

    operation: str
    team_id: str
    values: Values = field(default_factory=dict)

    def as_dict(self) -> dict[str, str | None]:
        """Return the operation as fixes, plans and requests write it."""
        return {"operation": self.operation, "team_id": self.team_id, **self.values}


@dataclass
class Held:
    """The rows that operations work on: as they stand on record, and as they will stand."""

    teams: dict[str, Values | None] = field(default_factory=dict)
    applications: dict[str, Values] = field(default_factory=dict)
    superiors: dict[str, str] = field(default_factory=dict)
    deciders: dict[str, list[str]] = field(default_factory=dict)
    revisions: dict[str, int | None] = field(default_factory=dict)
    territory_paths: dict[str, str] = field(default_factory=dict)
    imports: dict[str, list[int]] = field(default_factory=dict)
    accept_violations: bool = False

    def copy(self) -> Held:
        """Return the same rows, to be changed; rows are replaced and never edited in place."""
        return replace(self, teams=dict(self.teams), applications=dict(self.applications))

    def team(self, team_id: str) -> Values:
        """Return a team's row; NotFound if it is not on record."""
        row = self.teams.get(team_id)
        if row is None:
            raise NotFound("team", team_id)
        return row
