"""The network for other tools: teams and registration authorities as nodes, and their edges.

A team's node has its team_id, an authority's its authority_id behind ``authority:``, since an
authority may have the id of a team.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from graph_service.rows.rows import Values

FIELDS = {
    "teams": (
        "name",
        "team_kind",
        "region_code",
        "registration_status",
        "permission_group",
        "status",
        "business_line",
    ),
    "registration_authorities": ("name", "authority_kind", "division_code", "region_code"),
}
KINDS = tuple(FIELDS)
_IDS = {"teams": "team_id", "registration_authorities": "authority_id"}
_EDGES = {
    "liaison_id": "LIAISON",
    "viewing_ids": "VIEWING",
    "branch_of": "BRANCH_OF",
    "registration_authority_id": "REGISTERED_BY",
}


@dataclass(frozen=True)
class Node:
    """A node of the network: its own id, the id in its register, its label and its fields."""

    node_id: str
    identifier: str
    label: str
    fields: dict[str, str]


class NetworkFile(Protocol):
    """A file that takes rows as they come and is whole when it is closed."""

    def write(self, kind: str, row: Values) -> None:
        """Take one team or authority."""

    def close(self) -> None:
        """Finish the file."""


class NodesThenEdges:
    """A text file whose edges wait on disk until all nodes stand."""

    def __init__(self, file: Path) -> None:
        self._out = file.open("w", encoding="utf-8", newline="")
        self._edges = tempfile.TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115

    def node(self, text: str) -> None:
        """Write a node, or what stands around the nodes."""
        self._out.write(text)

    def edge(self, text: str) -> None:
        """Put an edge aside."""
        self._edges.write(text)

    def end(self, between: str, after: str) -> None:
        """Write the edges between two texts and close."""
        self._out.write(between)
        self._edges.seek(0)
        shutil.copyfileobj(self._edges, self._out)
        self._edges.close()
        self._out.write(after)
        self._out.close()


def node_of(kind: str, row: Values) -> Node:
    """Return a row's node; empty fields are left out."""
    identifier = row[_IDS[kind]] or ""
    label = "Team" if kind == "teams" else "RegistrationAuthority"
    fields = {name: value for name in FIELDS[kind] if (value := row[name])}
    return Node(_node_id(kind, identifier), identifier, label, fields)


def edges_of(row: Values) -> Iterator[tuple[str, str]]:
    """Yield type and target node of every edge that a row says."""
    for column, edge in _EDGES.items():
        of_team = column != "registration_authority_id"
        for target in (row.get(column) or "").split(";"):
            if target:
                yield edge, _node_id("teams" if of_team else "registration_authorities", target)


def _node_id(kind: str, identifier: str) -> str:
    return identifier if kind == "teams" else f"authority:{identifier}"
