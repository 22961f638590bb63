"""A wish read from what somebody wants: its shape, and words that are known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from graph_service import notice
from graph_service.advice.wanted.wishes import Holds, May, Routed, Wish, Without
from graph_service.answers.wishes import Want
from graph_service.errors import InvalidInput
from graph_service.messages import say
from graph_service.questions.checks import business_of
from graph_service.vocabulary import Business, Outcome, Permission, Power

_SHAPES: dict[frozenset[str], type[Wish]] = {
    frozenset({"business", "final_reviewer_id"}): Routed,
    frozenset({"business", "outcome"}): Routed,
    frozenset({"power", "subject_id"}): May,
    frozenset({"permission"}): Holds,
    frozenset({"no_finding"}): Without,
}


def wish_of(team_id: str, want: Mapping[str, Any]) -> Wish:
    """Return a wish; InvalidInput for one that has none of the five shapes, or an unknown word."""
    given = {name: value for name, value in want.items() if value not in (None, "")}
    kind = _SHAPES.get(frozenset(given))
    if kind is None:
        shapes = "; ".join(", ".join(sorted(shape)) for shape in _SHAPES)
        raise InvalidInput("want", ", ".join(given) or None, *say("wanted.shape", shapes=shapes))
    words = {"business": Business, "outcome": Outcome, "permission": Permission}
    known = {name: list(term) for name, term in words.items()} | {"no_finding": notice.rules()}
    for name in given.keys() & known.keys():
        if given[name] not in known[name]:
            told = ", ".join(known[name])
            raise InvalidInput(f"want.{name}", given[name], *say("wanted.word", words=told))
    power = given.get("power")
    if power is not None and power not in set(Power) and business_of(power) is None:
        told = ", ".join([*Power, "review:<business>"])
        raise InvalidInput("want.power", power, *say("wanted.word", words=told))
    return kind(team_id, cast("Want", given))
