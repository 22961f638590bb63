"""What rows point at: unknown targets are refused, and so is whatever points at a refused row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph_service import cypher
from graph_service.graph import Transaction
from graph_service.rows.columns import columns
from graph_service.rows.rows import Values

_KNOWN_IDS = cypher.load("questions/registers/known_ids")
_LISTS = {
    "teams": ("team_ids", "teams"),
    "regions": ("region_codes", "regions"),
    "registration_authorities": ("authority_ids", "authorities"),
}
# What a reviewer may be: whoever refers to one means either.
_EITHER = {"reviewers": ("teams", "registration_authorities")}


@dataclass
class References:
    """Who points at what, for one kind of row; ids only, so that a register fits in memory."""

    kind: str
    own: set[str] = field(default_factory=set)
    pointing: dict[tuple[str, str], list[tuple[str, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, key: str, row: Values) -> None:
        """Note a row's references."""
        self.own.add(key)
        for column in columns(self.kind):
            value = row.get(column.name)
            if column.refers_to and value:
                for target in value.split(";"):
                    self.pointing[column.refers_to, target].append((key, column.name))

    async def broken(
        self, tx: Transaction, accepted: dict[str, set[str]]
    ) -> dict[str, tuple[str, str]]:
        """Return key → (column, target) of rows that point at nothing that will be on record."""
        known = await self._known(tx, accepted)
        broken: dict[str, tuple[str, str]] = {}
        waiting = [target for target in self.pointing if not self._stands(target, accepted, known)]
        while waiting:
            kind, target = waiting.pop()
            for key, column in self.pointing[kind, target]:
                if key in broken:
                    continue
                broken[key] = (column, target)
                fallen = (self.kind, key)
                if fallen in self.pointing and key not in known.get(self.kind, set()):
                    waiting.append(fallen)
        return broken

    def _stands(
        self, target: tuple[str, str], accepted: dict[str, set[str]], known: dict[str, set[str]]
    ) -> bool:
        pointed, key = target
        for kind in _EITHER.get(pointed, (pointed,)):
            inside = self.own if kind == self.kind else accepted.get(kind, set())
            if key in inside or key in known[kind]:
                return True
        return False

    async def _known(self, tx: Transaction, accepted: dict[str, set[str]]) -> dict[str, set[str]]:
        asked: dict[str, list[str]] = {kind: [] for kind in _LISTS}
        for pointed, key in self.pointing:
            for kind in _EITHER.get(pointed, (pointed,)):
                if key not in accepted.get(kind, set()):
                    asked[kind].append(key)
        known: dict[str, set[str]] = {kind: set() for kind in _LISTS}
        for kind, (parameter, answer) in _LISTS.items():
            for part in _parts(asked[kind]):
                lists = {name: [] for name, _ in _LISTS.values()} | {parameter: part}
                known[kind].update((await tx.run(_KNOWN_IDS, **lists))[0][answer])
        return known


def _parts(ids: list[str], size: int = 10_000) -> Iterable[list[str]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))
