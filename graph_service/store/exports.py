"""Give whole registers out: rows by kind in the importer's own columns, in the order of ids."""

from __future__ import annotations

from collections.abc import AsyncIterator

from graph_service import cypher
from graph_service.graph import Graph
from graph_service.rows.columns import columns
from graph_service.rows.rows import Values
from graph_service.store.tables import as_file_row, read_statement

_PAGE_RECORDS = cypher.load("questions/registers/page_records")
_LIST_IDS = cypher.load("questions/registers/list_ids")
_CHUNK = 1000

KINDS = ("regions", "registration_authorities", "teams", "applications", "records")


async def rows(graph: Graph, kind: str) -> AsyncIterator[Values]:
    """Yield every row of a kind, complete, a thousand at a time from the store."""
    if kind == "records":
        async for row in _records(graph):
            yield row
        return
    statement, parameter = read_statement(kind)
    [(ids,)] = await graph.values(_LIST_IDS, kind=kind)
    names = [column.name for column in columns(kind)]
    for start in range(0, len(ids), _CHUNK):
        found = await graph.values(statement, **{parameter: ids[start : start + _CHUNK]})
        for (row,) in found:
            held = as_file_row(row)
            yield {name: held.get(name) for name in names}


async def _records(graph: Graph) -> AsyncIterator[Values]:
    """Yield every record; of millions not even the ids stand in memory."""
    names, after = [column.name for column in columns("records")], ""
    while found := await graph.values(_PAGE_RECORDS, after=after, limit=_CHUNK):
        for (row,) in found:
            held = as_file_row(row)
            yield {name: held.get(name) for name in names}
        after = found[-1][0]["record_id"]
