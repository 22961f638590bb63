"""What another reading would change: routes and findings of the whole network under two policies.

The other tree (zones, editions) stands in a transaction that is rolled back.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Literal

from graph_service import cypher
from graph_service.answers.comparing import Compared, FindingChange
from graph_service.graph import Graph, Reading, Transaction
from graph_service.model import Policy
from graph_service.operations.held import CHINA
from graph_service.questions import audit, audit_summary, rules
from graph_service.questions.findings import Found
from graph_service.store import territory

_TEAM_IDS = cypher.load("questions/registers/list_ids")
_READ_POLICY = cypher.load("register/territory/read_policy")
_CHUNK = 3500
_OURS = "D-1"

Rows = dict[tuple[str, ...], Found]


async def compared(graph: Graph, other: Policy) -> Compared:
    """Return ``{routes, findings}`` that change; each finding with ``change``: adds or clears."""
    own = await _in_force(graph)
    if (own.zone_overlay, own.edition) != (other.zone_overlay, other.edition):
        return await graph.write(partial(_under_another_tree, own, other))
    before = await _findings(graph, own)
    after = await _findings(graph, other)
    return {
        "routes": [row async for row in audit_summary.compare(graph, other)],
        "findings": await _changes(graph, before, after),
    }


async def _in_force(graph: Graph) -> Policy:
    """Return the policy in force, its tree as the store has it."""
    [row] = await graph.read(_READ_POLICY)
    tree = {name: (row["policy"] or {}).get(name) for name in ("zone_overlay", "edition")}
    known = {name: value for name, value in tree.items() if value is not None}
    return graph.policy.model_copy(update=known)


async def _under_another_tree(own: Policy, other: Policy, tx: Transaction) -> Compared:
    [(ids,)] = await tx.values(_TEAM_IDS, kind="teams")
    items = audit_summary.items_of(ids)
    ours, before = await _ends(tx, items), await _findings(tx, own)
    await territory.put_in_force(tx, other, datetime.now(CHINA).date().isoformat())
    tx.policy = other
    theirs, after = await _ends(tx, items), await _findings(tx, other)
    findings = await _changes(tx, before, after)
    await tx.rollback()
    pairs = zip(items, ours, theirs, strict=True)
    routes = [audit_summary.route_change(*pair) for pair in pairs if pair[1][:2] != pair[2][:2]]
    return {"routes": routes, "findings": findings}


async def _ends(tx: Transaction, items: list[audit_summary.Item]) -> list[audit_summary.Ends]:
    chunks = [items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK)]
    return [end for chunk in chunks for end in await audit_summary.ends_of(tx, chunk)]


async def _findings(reading: Reading, policy: Policy) -> Rows:
    found: Rows = {}
    for rule_id in rules.RULES:
        if rule_id != _OURS and rule_id not in rules.OF_RECORDS:
            for finding in await rules.ask(reading.read, policy, rule_id, None):
                found[tuple(str(value) for value in finding.values())] = finding
    return found


async def _changes(reading: Reading, before: Rows, after: Rows) -> list[FindingChange]:
    changed: list[FindingChange] = []
    sides: tuple[tuple[Literal["adds", "clears"], Rows, Rows], ...]
    sides = (("adds", after, before), ("clears", before, after))
    for change, here, there in sides:
        rows = [here[key] for key in sorted(here.keys() - there.keys())]
        named = await audit.with_names(reading.read, rows)
        changed += [{**finding, "change": change} for finding in named]
    return changed
