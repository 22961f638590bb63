"""The operations on a register as rows of data: what each takes, who may, where it is asked.

Routes, the command line, rights, fixes, history and docs/changes.md read these rows; what an
operation does is its effect, a function of the same name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from graph_service.errors import InvalidInput
from graph_service.rows.columns import Column, columns, kinds

_FILE = Path(__file__).parent.parent / "data" / "operations.json"


@dataclass(frozen=True)
class Powers:
    """Which powers an operator needs, any one of each list, before and after the rows are written.

    ``own``: the team itself may, while it is active or pending. Where ``operators`` is false
    none may: it is the administrator's.
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    own: bool = False
    operators: bool = True


@dataclass(frozen=True)
class Variant:
    """The same operation under other powers: when the row on record, or all that is given, says so.

    ``needs`` names a further variant's or operation's powers for each parameter that is given.
    """

    name: str
    powers: Powers
    when: Mapping[str, str] = field(default_factory=dict)
    only: frozenset[str] = frozenset()
    needs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Door:
    """One HTTP request that asks for an operation; ``names`` is the id given where none came."""

    method: str
    path: str
    operation_id: str
    description: str
    status: int = 200
    gives: Mapping[str, None] = field(default_factory=dict)
    names: str | None = None


@dataclass(frozen=True)
class Parameter:
    """A value that an operation takes: a register's column, and what the request adds to it."""

    column: Column
    needed: bool = False
    also: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Spec:
    """One operation: its names, what it takes, who may, its effect, its requests, an example."""

    name: str
    about: str
    title_zh: str
    title_en: str
    about_zh: str
    about_en: str
    effect: str
    parameters: Mapping[str, Parameter]
    powers: Powers
    variants: tuple[Variant, ...]
    doors: tuple[Door, ...]
    example: Mapping[str, Any]
    creates: bool = False
    signed: str | None = None
    signed_with: str | None = None
    becomes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def takes_team(self) -> bool:
        """Return whether it is about one team, or about the division tree or a change."""
        return self.about not in ("regions", "changes")


@cache
def specs() -> dict[str, Spec]:
    """Return every operation by its name."""
    return {name: _spec(name, entry) for name, entry in table()["operations"].items()}


def spec(name: object) -> Spec:
    """Return an operation's row; InvalidInput for a name that none has."""
    found = specs().get(str(name))
    if found is None:
        words = ", ".join(specs())
        raise InvalidInput("operation", name, f"操作应为：{words}。", f"must be one of: {words}.")
    return found


@cache
def powers_of(name: str) -> Powers:
    """Return the powers that an operation, or a variant of one, needs."""
    if name in specs():
        return specs()[name].powers
    return next(v.powers for s in specs().values() for v in s.variants if v.name == name)


@cache
def table() -> dict[str, Any]:
    """Return operations.json: the operations, which status may follow which, what persons are."""
    return json.loads(_FILE.read_text(encoding="utf-8"))


def persons() -> frozenset[str]:
    """Return the columns of a team that hold persons."""
    return frozenset(table()["persons"])


def _spec(name: str, entry: dict[str, Any]) -> Spec:
    words = {key: entry[key] for key in ("about", "title_zh", "title_en", "about_zh", "about_en")}
    return Spec(
        name,
        **words,
        effect=entry["effect"],
        parameters={p.column.name: p for p in _parameters(entry)},
        powers=_powers(entry["powers"]),
        variants=tuple(_variant(variant) for variant in entry.get("variants", ())),
        doors=tuple(_door(name, entry, door) for door in entry["doors"]),
        example=entry["example"],
        creates=entry.get("creates", False),
        signed=entry.get("signed"),
        signed_with=entry.get("signed_with"),
        becomes=entry.get("becomes", {}),
    )


def _parameters(entry: dict[str, Any]) -> list[Parameter]:
    about = columns(entry["about"]) if entry["about"] in kinds() else ()
    known = {column.name: column for column in (*columns("viewing"), *about)}
    for name, form in entry.get("forms", {}).items():
        required = entry["about"] == "regions" and name in entry["needs"]
        known[name] = Column(name, table()["heads"].get(name, name), form, required=required)
    own = [column.name for column in about]
    names = own if entry["takes"] == ["*"] else entry["takes"]
    return [
        Parameter(
            known[name],
            needed=name in entry.get("needs", ()),
            also=tuple(entry.get("also", {}).get(name, ())),
            one_of=tuple(entry.get("one_of", {}).get(name, ())),
        )
        for name in names
        if name not in entry.get("takes_not", ())
    ]


def _powers(entry: dict[str, Any]) -> Powers:
    before, after = (tuple(entry.get(name, ())) for name in ("before", "after"))
    return Powers(before, after, entry["own"], entry.get("operators", True))


def _variant(entry: dict[str, Any]) -> Variant:
    only = frozenset(table()[entry["only"]]) if "only" in entry else frozenset[str]()
    return Variant(
        entry["name"],
        _powers(entry["powers"]),
        when=entry.get("when", {}),
        only=only,
        needs=entry.get("with", {}),
    )


def _door(name: str, entry: dict[str, Any], door: dict[str, Any]) -> Door:
    return Door(
        door["method"],
        door["path"],
        operation_id=door.get("operation_id", name),
        description=f"{door.get('about_en', entry['about_en'])}\n\n"
        f"{door.get('about_zh', entry['about_zh'])}",
        status=door.get("status", 200),
        gives=door.get("gives", {}),
        names=door.get("names"),
    )
