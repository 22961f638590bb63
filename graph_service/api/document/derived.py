"""What a team shows but nobody writes: marked readOnly, by the register's columns."""

from __future__ import annotations

from typing import Any

from graph_service.rows.columns import columns

_EDGES = {"liaison", "registration_authority", "viewing", "branch_of", "persons"}
_TEAMS = ("TeamSummary", "Team", "TeamWritten", "ScopeTeam", "Subordinate")


def add(document: dict[str, Any]) -> None:
    """Mark what is derived from other fields, or set by an operation of its own."""
    written = {column.name for column in columns("teams")} | _EDGES
    for name in _TEAMS:
        for member, schema in document["components"]["schemas"][name]["properties"].items():
            if member not in written:
                schema["readOnly"] = True
