"""The network as GraphML, for other tools: teams and registration authorities, their edges."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from graph_service.register.rows import Values

_FIELDS = {
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
_IDS = {"teams": "team_id", "registration_authorities": "authority_id"}
_EDGES = {
    "liaison_id": "LIAISON",
    "viewing_ids": "VIEWING",
    "branch_of": "BRANCH_OF",
    "registration_authority_id": "REGISTERED_BY",
}
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

KINDS = tuple(_FIELDS)


class GraphMl:
    """Writes nodes as they come and edges when all nodes stand; edges wait on disk until then.

    A team's node has its team_id, an authority's its authority_id behind ``authority:``, since an
    authority may have the id of a team.
    """

    def __init__(self, file: Path) -> None:
        self._out = file.open("w", encoding="utf-8", newline="")
        self._edges = tempfile.TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115
        names = dict.fromkeys(("labels", "id", *(name for f in _FIELDS.values() for name in f)))
        keys = "".join(
            f'<key id="{name}" for="node" attr.name="{name}" attr.type="string"/>\n'
            for name in names
        )
        self._out.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
            f"{keys}"
            '<key id="type" for="edge" attr.name="type" attr.type="string"/>\n'
            '<graph edgedefault="directed">\n'
        )

    def write(self, kind: str, row: Values) -> None:
        """Write one node and put its edges aside."""
        identifier = row[_IDS[kind]] or ""
        own = quoteattr(_node(kind, identifier))
        fields = {
            "labels": "Team" if kind == "teams" else "RegistrationAuthority",
            "id": identifier,
            **{name: row[name] for name in _FIELDS[kind]},
        }
        data = "".join(
            f'<data key="{name}">{escape(_NO_XML.sub(" ", value))}</data>'
            for name, value in fields.items()
            if value
        )
        self._out.write(f"<node id={own}>{data}</node>\n")
        for column, edge in _EDGES.items():
            for target in (row.get(column) or "").split(";"):
                if target:
                    is_team = column != "registration_authority_id"
                    end = _node("teams" if is_team else "registration_authorities", target)
                    self._edges.write(
                        f"<edge source={own} target={quoteattr(end)}>"
                        f'<data key="type">{edge}</data></edge>\n'
                    )

    def close(self) -> None:
        """Write the edges and finish."""
        self._edges.seek(0)
        shutil.copyfileobj(self._edges, self._out)
        self._edges.close()
        self._out.write("</graph>\n</graphml>\n")
        self._out.close()


def _node(kind: str, identifier: str) -> str:
    return identifier if kind == "teams" else f"authority:{identifier}"
