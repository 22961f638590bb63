"""A change as a page asks for it: written in a form, rehearsed, its errors at their fields."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.requests import Request

from graph_service import notice
from graph_service.api.auth import Caller
from graph_service.changes.writing import Change, Outcome, carry_out
from graph_service.errors import InvalidInput, NotFound, ServiceError
from graph_service.explorer.words import Words
from graph_service.graph import Graph, Transaction
from graph_service.operations.forming import from_dict
from graph_service.operations.held import Operation
from graph_service.operations.specs import specs
from graph_service.rows.rows import holds_identity_card

Written = list[dict[str, Any]]
Sayings = dict[str, Mapping[str, Any]]
_MOST = 20
APPLY = "apply"


def asked(request: Request, who: Caller, written: Written, given: Mapping[str, str]) -> Change:
    """Return the change that a form asks for: a rehearsal, until its button says otherwise."""
    reason = given.get("reason", "").strip()[:500] or None
    if reason and holds_identity_card(reason):
        zh, en = "理由中含有身份证号码，不予接收。", "The reason holds an identity-card number."
        raise InvalidInput("reason", "…", zh, en)
    operations: list[Operation] = [from_dict(entry) for entry in written]
    return Change(
        operations,
        actor=who.actor(request),
        reason=reason,
        accept_violations=given.get("accept_violations") == "yes",
        rehearse=given.get("step") != APPLY,
    )


async def rehearsed(graph: Graph, change: Change) -> Outcome:
    """Return what a change would add to the findings and clear from them; nothing is kept."""
    found: list[Outcome] = []

    async def note(tx: Transaction, outcome: Outcome) -> tuple[int, dict[str, Any]]:
        found.append(outcome)
        return 200, {}

    await carry_out(graph, change, note)
    return found[-1]


def carried_over(given: Mapping[str, str], operations: Iterable[str]) -> Written:
    """Return the operations that a rehearsal's own form carries on; none where it has none."""
    try:
        known = json.loads(given.get("operations") or "[]")
    except ValueError:
        return []
    if not isinstance(known, list) or not all(isinstance(entry, dict) for entry in known):
        return []
    allowed = set(operations)
    return [entry for entry in known[:_MOST] if str(entry.get("operation")) in allowed]


def at_fields(error: ServiceError, given: Mapping[str, Any], otherwise: str = "") -> Sayings:
    """Return an error's sentences by the field of the form that they are about.

    An unknown id is at the field that holds it, a breach at the fields that would mend it, what
    names no field at ``otherwise``, if that is given.
    """
    found: Sayings = {entry["field"]: entry for entry in error.members.get("errors", ())}
    own = {"message_zh": error.message_zh, "message_en": error.message_en}
    if isinstance(error, NotFound):
        found |= {name: own for name, value in given.items() if value == error.identifier}
    if error.members.get("field"):
        found[error.members["field"]] = own
    for breach in error.members.get("violations", ()):
        names = _mending(breach["rule_id"])
        blank = [name for name in names if not given.get(name)]
        for name in blank if len(names) > 1 and blank else names:
            found.setdefault(name, _without_name(breach))
    return found or ({otherwise: own} if otherwise else {})


def _without_name(breach: Mapping[str, Any]) -> dict[str, str]:
    """Return what a breach says at a field, where the team's own name is known."""
    return {
        "message_zh": breach["message_zh"].removeprefix(f"{breach['name']}："),
        "message_en": breach["message_en"].removeprefix(f"{breach['name']}: "),
    }


def told(words: Words, written: Written) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return operations as a person reads them: what is done, and each field with its value."""
    lines = []
    for entry in written:
        name = str(entry["operation"])
        values = [
            (words.text(f"field.{key}"), _value(words, name, key, value))
            for key, value in entry.items()
            if key not in ("operation", "team_id", "application_id") and key in _known(name)
        ]
        lines.append((words.text(f"operation.{name}"), values))
    return lines


def _known(operation: str) -> Mapping[str, Any]:
    return specs()[operation].parameters if operation in specs() else {}


def _value(words: Words, operation: str, key: str, value: Any) -> str:
    form = _known(operation)[key].column.form
    return words.term(form, value) if form[:1].isupper() or value is None else str(value)


def _mending(rule_id: str) -> list[str]:
    """Return the fields that a breach is mended in: a rule's own, or those of its remedy."""
    rule = notice.rules().get(rule_id, {})
    ways = rule.get("remedy", {}).get("ways", [[]])
    changed = [name for entry in ways[0] for name in entry if name != "operation"]
    return rule.get("fields", changed)
