"""The network as GraphML, for other tools: teams, their fields and their edges."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from graph_service.register.rows import Values

_FIELDS = (
    "name",
    "team_kind",
    "region_code",
    "registration_status",
    "permission_group",
    "status",
)
_EDGES = {"liaison_id": "LIAISON", "viewing_ids": "VIEWING", "branch_of": "BRANCH_OF"}


class GraphMl:
    """Writes nodes as they come and edges when all nodes stand."""

    def __init__(self, file: Path) -> None:
        self._out = file.open("w", encoding="utf-8", newline="")
        self._edges: list[str] = []
        keys = "".join(
            f'<key id="{name}" for="node" attr.name="{name}" attr.type="string"/>\n'
            for name in _FIELDS
        )
        self._out.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
            f"{keys}"
            '<key id="type" for="edge" attr.name="type" attr.type="string"/>\n'
            '<graph edgedefault="directed">\n'
        )

    def team(self, row: Values) -> None:
        """Write one team."""
        own = quoteattr(row["team_id"] or "")
        data = "".join(
            f'<data key="{name}">{escape(row[name] or "")}</data>' for name in _FIELDS if row[name]
        )
        self._out.write(f"<node id={own}>{data}</node>\n")
        for column, kind in _EDGES.items():
            for target in (row[column] or "").split(";"):
                if target:
                    self._edges.append(
                        f"<edge source={own} target={quoteattr(target)}>"
                        f'<data key="type">{kind}</data></edge>\n'
                    )

    def close(self) -> None:
        """Write the edges and finish."""
        self._out.writelines(self._edges)
        self._out.write("</graph>\n</graphml>\n")
        self._out.close()
