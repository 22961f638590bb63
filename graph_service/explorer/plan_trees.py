"""The places that a plan changes, as two trees side by side: as they lie, and as they would."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from graph_service.graph import Graph
from graph_service.plans import diff
from graph_service.plans.diff import Asked, Touched
from graph_service.plans.texts import named

MOST = 300


@dataclass
class Branch:
    """A region with the changed teams that lie in it; ``kinds`` are the answers that change."""

    code: str
    name: str
    kinds: list[str] = field(default_factory=list)
    teams: list[dict[str, Any]] = field(default_factory=list)
    below: dict[str, Branch] = field(default_factory=dict)


async def trees(graph: Graph, plan_id: str, asked: Asked) -> tuple[list[Branch | None], bool]:
    """Return the tree before and after, of the first ``MOST`` subjects, and whether that is all."""
    found = await diff.touched(graph, plan_id, asked, MOST + 1)
    complete = len(found) <= MOST
    shown = dict(list(found.items())[:MOST])
    codes = {code for one in shown.values() for path in one.paths for code in _codes(path)}
    names = await named(graph, {*shown, *codes})
    return [_tree(shown, names, side) for side in (0, 1)], complete


def _tree(found: dict[str, Touched], names: dict[tuple[str, str], str], side: int) -> Branch | None:
    root = Branch("", "")
    for subject, one in found.items():
        path = one.paths[0 if side == 0 else -1] if one.paths else None
        if path is None or not one.stands[side]:
            continue
        at = root
        for code in _codes(path):
            name = names.get(("region", code), code)
            at = at.below.setdefault(code, Branch(code, one.names[side].get(code, name)))
        if at.code == subject:
            at.kinds = sorted(one.kinds)
            at.name = one.names[side].get(subject, at.name)
        else:
            called = one.names[side].get(subject) or names.get(("team", subject), subject)
            mark = {"created": not one.stands[0], "gone": not one.stands[1]}
            mark |= {"moved": len(one.paths) > 1}
            at.teams.append({"id": subject, "name": called, "kinds": sorted(one.kinds), **mark})
    return next(iter(root.below.values()), None)


def _codes(path: str) -> list[str]:
    return [code for code in path.split("/") if code]
