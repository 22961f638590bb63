"""From operations to rows: what stands on record, and what the operations make of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from graph_service.changes import powers, standing, storing
from graph_service.changes.change import Change
from graph_service.errors import Forbidden, ServiceError
from graph_service.graph import Transaction
from graph_service.operations.effects import apply
from graph_service.operations.held import Held, Operation
from graph_service.rows.rows import Values


@dataclass
class Prepared:
    """The rows before and after, and each operation that cannot be done, by its place.

    ``done`` has the others, each with its team's row as its turn came. ``moved`` is what an undoing
    passes over, since it moved on, ``left_out`` where the caller says so.
    """

    before: Held
    after: Held
    done: list[tuple[Operation, Values | None]] = field(default_factory=list)
    problems: dict[int, ServiceError] = field(default_factory=dict)
    moved: list[tuple[int, ServiceError]] = field(default_factory=list)
    left_out: list[ServiceError] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether any row is to be another one."""
        return not self.after.same_as(self.before)


class Blamed(Exception):
    """An operation, by its place, that turned out impossible when the rows were written."""

    def __init__(self, index: int, error: ServiceError) -> None:
        super().__init__()
        self.index, self.error = index, error


async def prepare(
    tx: Transaction,
    change: Change,
    known: dict[int, ServiceError] | None = None,
    held: Held | None = None,
    told: powers.Told | None = None,
) -> Prepared:
    """Return what a change's operations make of the rows on record, one after another.

    With ``known``, the problems found so far, an operation that cannot be done is one more and is
    passed over; without, its error is raised. What the caller may not do is raised always.
    ``held`` are the rows on record where they were read already, ``told`` what the caller may do.
    """
    read = held or await standing.read(tx, change.operations)
    before = replace(read, accept_violations=change.accept_violations)
    prepared = Prepared(before, before.copy(), problems=dict(known or {}))
    prepared.after.as_if = change.rehearse
    for index, operation in enumerate(change.operations):
        if index in prepared.problems:
            continue
        row = prepared.after.teams.get(operation.team_id)
        put_back = _stand(prepared, operation)
        try:
            await _one(tx, change, prepared, operation, row, told)
        except ServiceError as error:
            if known is None or isinstance(error, Forbidden):
                raise
            prepared.problems[index] = error
            put_back()
        else:
            prepared.done.append((operation, row))
            _passed_over(prepared, index, operation)
    if known is None and prepared.moved:
        raise prepared.moved[0][1]
    return prepared


async def write(tx: Transaction, change: Change, prepared: Prepared) -> None:
    """Write the rows; whatever an operator's powers ask of them afterwards is asked then."""
    await storing.write_held(tx, prepared.before, prepared.after)
    await demand_afterwards(tx, change, prepared)


async def demand_afterwards(tx: Transaction, change: Change, prepared: Prepared) -> None:
    """Raise Forbidden for what the caller may not do with the rows as they are written."""
    before, after = prepared.before, prepared.after
    for operation, row in prepared.done:
        if after.teams.get(operation.team_id) is None:
            continue
        was = before.teams.get(operation.team_id)
        if was is None and row is not None:
            await powers.demand(tx, change.actor, operation, row, "before")
        await powers.demand(tx, change.actor, operation, was, "after")


def blamed(error: ServiceError, operations: list[Operation]) -> int | None:
    """Return the place of the operation that an error of the written rows is about, if any."""
    about = {error.members.get("id"), error.members.get("team_id")}
    about |= set(error.members.get("nodes", ())[:1])
    found: int | None = None
    for index, operation in enumerate(operations):
        if operation.team_id in about or about & set(_ids(list(operation.values.values()))):
            found = index
    return found


def _ids(value: Any) -> Iterator[str]:
    """Yield the texts that a value holds, those of a list each."""
    if isinstance(value, str):
        yield from value.split(";")
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _ids(part)


def _stand(prepared: Prepared, operation: Operation) -> Callable[[], None]:
    """Return what puts the rows back that an operation left half changed when it failed."""
    after, team_id = prepared.after, operation.team_id
    if not team_id:
        stood = after.copy()

        def whole() -> None:
            prepared.after = stood

        return whole
    identifier = operation.values.get("application_id") or ""
    row, application = after.teams.get(team_id), after.applications.get(identifier)

    def one() -> None:
        after.teams[team_id] = row
        if identifier:
            after.applications[identifier] = application

    return one


def _passed_over(prepared: Prepared, index: int, operation: Operation) -> None:
    """Note what an undoing passed over: left out if the caller says so, a problem if not."""
    found, prepared.after.moved = prepared.after.moved, []
    if operation.values.get("partly"):
        prepared.left_out += found
    else:
        prepared.moved += [(index, error) for error in found]


async def _one(
    tx: Transaction,
    change: Change,
    prepared: Prepared,
    operation: Operation,
    row: Values | None,
    told: powers.Told | None,
) -> None:
    if prepared.before.teams.get(operation.team_id) is not None and row is not None:
        await powers.demand(tx, change.actor, operation, row, "before", told)
    apply(prepared.after, powers.signed(change.actor, operation))
