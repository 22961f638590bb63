"""A chart of months: columns for the last of them, none left out between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_MOST = 36


def months(items: Sequence[Any]) -> list[dict[str, Any]]:
    """Return the last months of hours in their order, those without any among them.

    Each has its share of the largest, from 0 to 1.
    """
    if not items:
        return []
    known = {item["month"]: item["hours"] for item in items}
    last = _number(items[-1]["month"])
    first = max(_number(items[0]["month"]), last - _MOST + 1)
    names = [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1)]
    most = max(known.get(name, 0) for name in names) or 1
    return [
        {"month": name, "hours": known.get(name, 0), "share": known.get(name, 0) / most}
        for name in names
    ]


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1
