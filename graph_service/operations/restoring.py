"""A change undone: what still stands as it left it becomes again what it was before."""

from __future__ import annotations

from graph_service.errors import Conflict, ServiceError
from graph_service.messages import say
from graph_service.operations.held import Held, Operation
from graph_service.rows.merging import contradiction
from graph_service.rows.rows import SourceRow, Values

_KINDS = ("regions", "teams", "applications")


def restore(held: Held, operation: Operation) -> None:
    """Let the rows of a change be as they were; ``held.moved`` tells what moved on since."""
    kept = held.kept[int(operation.values["revision"] or 0)]
    for kind in _KINDS:
        rows = getattr(held, kind)
        for key, (old, new) in kept.rows.get(kind, {}).items():
            rows[key] = _restored(kind, key, rows.get(key), old, new, held.moved)
    old, new = kept.edition
    if old != new and held.edition == new:
        held.edition = old


def _restored(
    kind: str,
    key: str,
    now: Values | None,
    old: Values | None,
    new: Values | None,
    moved: list[ServiceError],
) -> Values | None:
    """Return the row that a row of now becomes, ``old`` before the change and ``new`` after it."""
    if old is None and now is None:
        return None
    if new is None or now is None:
        if now is not None or new is not None:
            moved.append(_moved_on(key, []))
            return now
        return old
    changed = [name for name in new if old is None or new[name] != old.get(name)]
    others = [name for name in changed if now.get(name) != new[name]]
    if others:
        moved.append(_moved_on(key, others))
    if old is None:
        return now if others else None
    wanted = now | {name: old.get(name) for name in changed if name not in others}
    if kind == "teams" and contradiction(kind, SourceRow("", 0, {}), wanted) is not None:
        moved.append(_moved_on(key, others))
        return now
    return wanted


def _moved_on(key: str, columns: list[str]) -> Conflict:
    told = ", ".join(columns) or "—"
    return Conflict(*say("plan.moved_on", subject=key, columns=told), team_id=key)
