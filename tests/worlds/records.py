"""Records in the graph: nodes as the service writes them, what is kept of them summed up anew."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph_service.graph import Graph, Transaction
from graph_service.store import derived

Record = dict[str, Any]
_WRITE = """
CYPHER 25
UNWIND $records AS row
MATCH (team:Team {team_id: row.team_id})
MERGE (volunteer:Volunteer {volunteer_no: row.volunteer_no})
CREATE (record:ServiceRecord {record_id: row.record_id})
SET record += row, record.service_date = date(row.service_date),
  record.entered_at = datetime(row.entered_at), record.decided_at = datetime(row.decided_at)
CREATE (record)-[:OF_TEAM]->(team), (record)-[:SERVED_BY]->(volunteer)
WITH record, row
CALL (record, row) {
  MATCH (decider:Team {team_id: row.decided_by})
  CREATE (record)-[:DECIDED_BY {decided_at: record.decided_at}]->(decider)
}
CALL (record, row) {
  MATCH (decider:RegistrationAuthority {authority_id: row.decided_by})
  CREATE (record)-[:DECIDED_BY {decided_at: record.decided_at}]->(decider)
}
"""
WHOLE: Record = {
    "team_id": "T",
    "project_name": "春季义诊",
    "service_date": "2026-03-05",
    "location": "龙山街道",
    "service_recipients": "社区老人",
    "service_content": "测血压",
    "service_hours": 250,
    "service_evaluation": "良好",
    "contact_name": "张三",
    "volunteer_no": "V-0001",
    "service_status": "completed",
    "state": "entered",
    "entered_at": "2026-03-06T09:00:00+08:00",
    "entered_by": "system",
    "decided_at": None,
    "decided_by": None,
}


def record(record_id: str, **values: Any) -> Record:
    """A record that is whole, some of its values others; a confirmed one was decided next day."""
    row = WHOLE | {"record_id": record_id} | values
    if row["state"] == "confirmed" and row["decided_at"] is None:
        row |= {"decided_at": "2026-03-07T09:00:00+08:00", "decided_by": row["decided_by"] or "L"}
    return row


async def put(graph: Graph, records: Iterable[Record], *, summed: bool = True) -> None:
    """Write records and, unless a test breaks it, sum up what is kept of them."""
    await graph.apply(_WRITE, records=list(records))
    if summed:
        await sum_up(graph)


async def sum_up(graph: Graph) -> None:
    """Rebuild hours by month and the reviewers of waiting records."""

    async def work(tx: Transaction) -> None:
        await derived.rebuild_records(tx)

    await graph.write(work)
