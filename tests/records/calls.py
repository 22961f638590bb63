"""Records written from Python, as the routes write them."""

from __future__ import annotations

from typing import Any

from graph_service.graph import Graph, Transaction
from graph_service.records import forming
from graph_service.records.held import Item, Result
from graph_service.records.writing import Asked, carry_out
from graph_service.store.history import SYSTEM, Actor

RECORD: dict[str, Any] = {
    "team_id": "T",
    "project_name": "社区花园养护",
    "service_date": "2026-03-01",
    "location": "松树桥社区服务中心",
    "service_recipients": "社区居民",
    "service_content": "浇水、修枝",
    "service_hours": 2.5,
    "contact_name": "李四",
    "volunteer_no": "V-000001",
}


def operator(team_id: str) -> Actor:
    return Actor(f"token of {team_id}", "operator", team_id)


async def write(
    graph: Graph,
    operation: str,
    items: list[Item],
    actor: Actor = SYSTEM,
    reason: str | None = None,
) -> list[Result]:
    async def told(tx: Transaction, results: list[Result]) -> tuple[int, list[Result]]:
        return 200, results

    asked = Asked(operation, items, actor=actor, reason=reason)
    return (await carry_out(graph, asked, told))[1]


async def enter(graph: Graph, actor: Actor = SYSTEM, **values: Any) -> Result:
    item = forming.entered(RECORD | values)
    return (await write(graph, "enter_records", [item], actor))[0]


async def decide(
    graph: Graph, record_id: str, decision: str = "confirm", actor: Actor = SYSTEM
) -> Result:
    given = {"record_id": record_id, "decision": decision, "reason": "时长不符"}
    return (await write(graph, "decide_records", [forming.decided(given)], actor))[0]


async def correct(graph: Graph, record_id: str, actor: Actor = SYSTEM, **values: Any) -> Result:
    item = forming.corrected(record_id, values)
    return (await write(graph, "correct_record", [item], actor, reason="笔误"))[0]


async def delete(graph: Graph, record_id: str, actor: Actor = SYSTEM) -> Result:
    return (await write(graph, "delete_record", [forming.named(record_id)], actor))[0]
