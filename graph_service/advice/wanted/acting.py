"""Who may carry each operation of a way out when its turn comes, by the service's own checks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from graph_service import cypher, notice
from graph_service.advice.wanted.ways import own_rule
from graph_service.answers.nodes import Node
from graph_service.answers.wanted import By
from graph_service.changes import powers, preparing
from graph_service.changes.change import Change
from graph_service.changes.rehearsing import Turn, rehearse
from graph_service.consequences.cone import Cone
from graph_service.errors import ServiceError
from graph_service.graph import Graph, Transaction
from graph_service.operations.forming import from_dict
from graph_service.operations.held import Operation
from graph_service.operations.specs import Powers, powers_of, specs
from graph_service.questions.checks import checks
from graph_service.rows.rows import Values
from graph_service.vocabulary import Power

_CANDIDATES = cypher.load("questions/wanted/candidates")
_AUTHORITY = "registration_authority"

Able = dict[str, str | None]


async def who_may(graph: Graph, written: list[dict[str, Any]]) -> list[By]:
    """Return for each operation who may carry it out after those before it; nothing is kept."""
    operations = [from_dict(entry) for entry in written]
    return await rehearse(graph, partial(_step_by_step, operations))


async def _step_by_step(
    operations: list[Operation], tx: Transaction, turn: Turn
) -> tuple[list[By], Cone]:
    found: list[By] = []
    for index, operation in enumerate(operations):
        candidates: list[Node] = [*await tx.read(_CANDIDATES, team_id=operation.team_id)]  # ty: ignore[invalid-assignment]
        change = Change([operation], accept_violations=True, rehearse=True)
        prepared = await preparing.prepare(tx, change)
        row = prepared.before.teams.get(operation.team_id)
        needed = powers.needed(operation, row)
        able = await _able(tx, candidates, operation, row, needed, "before")
        await preparing.write(tx, change, prepared)
        later = await _able(tx, candidates, operation, row, needed, "after")
        who = [node for node in candidates if node["id"] in able and node["id"] in later]
        rule_id = next((able[n["id"]] or later[n["id"]] for n in who), None)
        clause = notice.clauses([rule_id])[0] if rule_id else None
        found.append({"index": index, "who": who, "clause": clause})
    return found, Cone()


async def _able(
    tx: Transaction,
    candidates: list[Node],
    operation: Operation,
    row: Values | None,
    needed: Sequence[Powers],
    when: str,
) -> Able:
    """Return those who have what an operation needs, each with the rule behind it."""
    if not powers_of(operation.operation).operators:
        return {}
    able: Able = {node["id"]: None for node in candidates if _signs(operation, node)}
    for each in needed:
        asked = each.before if when == "before" else each.after
        found = await _having(tx, [*able], asked, operation.team_id) if asked else {**able}
        if each.own and operation.team_id in able and powers.may_write(row):
            found[operation.team_id] = own_rule(operation.operation)
        able = {identifier: found[identifier] for identifier in able if identifier in found}
    authorities = {node["id"] for node in candidates if node["kind"] == _AUTHORITY}
    admits = [each.before for each in needed] == [(str(Power.ADMIT),)]
    return able if admits else {i: rule for i, rule in able.items() if i not in authorities}


async def _having(tx: Transaction, subjects: list[str], asked: Sequence[str], team_id: str) -> Able:
    """Return those subjects that have one of some powers over a team."""
    pairs = [(subject, power, team_id) for subject in subjects for power in asked]
    found: Able = {}
    for (subject, _, _), answer in zip(pairs, await checks(tx, pairs), strict=True):
        if not isinstance(answer, ServiceError) and answer["allowed"]:
            found.setdefault(subject, next(iter(answer["rule_ids"]), None))
    return found


def _signs(operation: Operation, node: Node) -> bool:
    """Return whether whoever signs an operation would be this one."""
    name = specs()[operation.operation].signed
    return name is None or operation.values.get(name) in (None, node["id"])
