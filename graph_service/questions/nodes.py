"""Nodes of answers: a team or a registration authority with its name and level."""

from __future__ import annotations

from graph_service.answers.nodes import Node
from graph_service.vocabulary import Level


def team_node(identifier: str, name: str, level: Level | None) -> Node:
    """Return a team as a Node."""
    return {"kind": "team", "id": identifier, "name": name, "level": level}


def authority_node(identifier: str, name: str) -> Node:
    """Return a registration authority as a Node."""
    return {"kind": "registration_authority", "id": identifier, "name": name, "level": None}
