"""A list answer with the items of all its pages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

LARGEST = 1000  # items a page


async def whole(page: Callable[[str | None], Awaitable[Any]]) -> dict[str, Any]:
    """Return a list answer with the items of all its pages."""
    answer = await page(None)
    items, cursor = list(answer["items"]), answer["next_cursor"]
    while cursor is not None:
        following = await page(cursor)
        items += following["items"]
        cursor = following["next_cursor"]
    return {**answer, "items": items, "next_cursor": None, "complete": True}
