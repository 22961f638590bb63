"""The network as BloodHound OpenGraph JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from graph_service.rows.rows import Values
from graph_service.tabular.network import NodesThenEdges, edges_of, node_of

_SOURCE = {"source_kind": "VolunteerTeamGraph"}


class OpenGraph:
    """Writes nodes as they come and edges when all nodes stand.

    A node's first kind is the one that BloodHound shows: what kind of team it is.
    """

    def __init__(self, file: Path) -> None:
        self._file = NodesThenEdges(file)
        self._file.node(f'{{"metadata": {_json(_SOURCE)}, "graph": {{"nodes": [\n')
        self._node_mark = self._edge_mark = ""

    def write(self, kind: str, row: Values) -> None:
        """Write one node and put its edges aside."""
        node = node_of(kind, row)
        kinds = [_kind(row), "Team"] if kind == "teams" else [node.label]
        properties = {"identifier": node.identifier} | node.fields
        entry = {"id": node.node_id, "kinds": kinds, "properties": properties}
        self._file.node(self._node_mark + _json(entry))
        self._node_mark = ",\n"
        start = _end(node.node_id)
        for edge, target in edges_of(row):
            entry = {"kind": edge, "start": start, "end": _end(target)}
            self._file.edge(self._edge_mark + _json(entry))
            self._edge_mark = ",\n"

    def close(self) -> None:
        """Write the edges and finish."""
        self._file.end('\n], "edges": [\n', "\n]}}\n")


def _kind(row: Values) -> str:
    if row["team_kind"] == "hub":
        return "Hub"
    if row["branch_of"]:
        return "Branch"
    return "LegalPerson" if row["registration_status"] == "legal_person" else "UnitTeam"


def _end(node_id: str) -> dict[str, str]:
    return {"value": node_id, "match_by": "id"}


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
