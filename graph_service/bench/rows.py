"""A measure as the bench tells it: figures, their ratio with its spread, and the target."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from statistics import median
from subprocess import SubprocessError
from typing import TypedDict

from graph_service.errors import ServiceError

Row = TypedDict(
    "Row",
    {
        "id": str,
        "what": str,
        "figure": float,
        "beside": float,
        "ratio": float,
        "from": float,
        "to": float,
        "target": str,
        "reached": bool,
    },
)


def row(
    identifier: str,
    what: str,
    figure: float,
    beside: float,
    ratios: list[float],
    target: str,
    most: float | None,
) -> Row:
    """Return a measure that is to be ``most`` at most, or was only counted."""

    def reached(ratio: float) -> bool:
        return most is None or ratio <= most

    return _row(identifier, what, (figure, beside), ratios, target, reached)


def row_of(
    identifier: str,
    what: str,
    rounds: list[list[float]],
    target: str,
    reached: Callable[[float], bool],
) -> Row:
    """Return a measure of several rounds, each with two figures and their ratio: the medians."""
    figures = median(r[0] for r in rounds), median(r[1] for r in rounds)
    return _row(identifier, what, figures, [r[-1] for r in rounds], target, reached)


@contextmanager
def said(rows: list[Row], name: str, what: str) -> Generator[None, None, None]:
    """Put into a row what goes wrong: a bound is an answer too, and the rest is measured."""
    try:
        yield
    except (ServiceError, RuntimeError, OSError, SubprocessError) as error:
        told = error.message_en if isinstance(error, ServiceError) else str(error)
        rows.append(row(name, f"{what}: {told}", 0, 0, [0], "fits", -1))


def _row(
    identifier: str,
    what: str,
    figures: tuple[float, float],
    ratios: list[float],
    target: str,
    reached: Callable[[float], bool],
) -> Row:
    ordered = sorted(ratios)
    middle = median(ordered)
    return {
        "id": identifier,
        "what": what,
        "figure": round(figures[0], 2),
        "beside": round(figures[1], 2),
        "ratio": round(middle, 3),
        "from": round(ordered[0], 3),
        "to": round(ordered[-1], 3),
        "target": target,
        "reached": reached(middle),
    }
