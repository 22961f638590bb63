"""Cursors: where a list goes on, opaque and URL-safe."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import date
from typing import Any

from graph_service.answers.lists import Item, Page
from graph_service.errors import InvalidInput

LARGEST = 2**63 - 1  # the largest whole number that Neo4j holds


def encode(place: list[Any]) -> str:
    """Return the cursor of a place in a list."""
    text = json.dumps(place, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(cursor: str | None, start: list[Any]) -> list[Any]:
    """Return the place of a cursor, or the start for None.

    Raises InvalidInput for anything that is no cursor of this list.
    """
    if not cursor:
        return start
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        place = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        json.dumps(place, ensure_ascii=False).encode()
    except (binascii.Error, ValueError, RecursionError):
        place = None
    if (
        isinstance(place, list)
        and list(map(type, place)) == list(map(type, start))
        and all(-LARGEST <= number <= LARGEST for number in place if isinstance(number, int))
    ):
        return place
    raise _none(cursor)


def day(text: str, cursor: str | None) -> str:
    """Return a day that stands in a cursor; InvalidInput if it is none."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise _none(cursor) from None


def _none(cursor: str | None) -> InvalidInput:
    return InvalidInput(
        "cursor",
        cursor,
        "cursor 无效：请原样使用上一页的 next_cursor。",
        "This is no cursor of this list: use next_cursor of the page before, unchanged.",
    )


def before(text: str) -> str:
    """Return what sorts right before a text, so that a list that goes on after it holds it."""
    return text[:-1] + chr(ord(text[-1]) - 1) + "~" if text else ""


def cut(
    items: list[Item],
    places: list[list[Any]],
    cursor: str | None,
    start: list[Any],
    limit: int,
) -> Page[Item]:
    """Return a page of a list that is at hand whole, in the order of its places."""
    after = decode(cursor, start)
    rest = [(item, place) for item, place in zip(items, places, strict=True) if place > after]
    return page([item for item, _ in rest[: limit + 1]], limit, [place for _, place in rest])


def page(items: list[Item], limit: int, places: list[list[Any]]) -> Page[Item]:
    """Return a list answer from up to ``limit + 1`` items and the place of each."""
    more = len(items) > limit
    return {
        "items": items[:limit],
        "next_cursor": encode(places[limit - 1]) if more else None,
        "complete": not more,
    }
