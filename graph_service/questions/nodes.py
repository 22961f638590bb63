"""Nodes of answers: a team or a registration authority with its name and level."""

from __future__ import annotations

from typing import Any


def team_node(identifier: str, name: str, level: str | None) -> dict[str, Any]:
    """Return a team as a Node."""
    return {"kind": "team", "id": identifier, "name": name, "level": level}


def authority_node(identifier: str, name: str) -> dict[str, Any]:
    """Return a registration authority as a Node."""
    return {"kind": "registration_authority", "id": identifier, "name": name, "level": None}
