"""The network as GraphML, for networkx, Gephi, yEd and their like."""

from __future__ import annotations

import re
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from graph_service.rows.rows import Values
from graph_service.tabular.network import FIELDS, NodesThenEdges, edges_of, node_of

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class GraphMl:
    """Writes nodes as they come and edges when all nodes stand.

    ``label`` is what Gephi shows, ``labels`` and ``type`` are the graph's own words.
    """

    def __init__(self, file: Path) -> None:
        self._file = NodesThenEdges(file)
        names = ("labels", "label", "id", *(name for fields in FIELDS.values() for name in fields))
        self._file.node(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
            + "".join(_key("node", name, name) for name in dict.fromkeys(names))
            + _key("edge", "type", "type")
            + _key("edge", "edge_label", "label")
            + '<graph edgedefault="directed">\n'
        )

    def write(self, kind: str, row: Values) -> None:
        """Write one node and put its edges aside."""
        node = node_of(kind, row)
        own = quoteattr(node.node_id)
        shown = {"label": node.fields["name"]} if "name" in node.fields else {}
        fields = {"labels": node.label, "id": node.identifier} | shown | node.fields
        data = "".join(_data(name, value) for name, value in fields.items())
        self._file.node(f"<node id={own}>{data}</node>\n")
        for edge, target in edges_of(row):
            self._file.edge(
                f"<edge source={own} target={quoteattr(target)}>"
                f"{_data('type', edge)}{_data('edge_label', edge)}</edge>\n"
            )

    def close(self) -> None:
        """Write the edges and finish."""
        self._file.end("", "</graph>\n</graphml>\n")


def _key(of: str, identifier: str, name: str) -> str:
    return f'<key id="{identifier}" for="{of}" attr.name="{name}" attr.type="string"/>\n'


def _data(key: str, value: str) -> str:
    return f'<data key="{key}">{escape(_NO_XML.sub(" ", value))}</data>'
