"""Days and moments as ISO 8601 writes them; a number, which pydantic counts in seconds, is none."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

_BEGINS = re.compile(r"\s*[0-9]{4}-")


def _written(given: Any) -> Any:
    if isinstance(given, date) or (isinstance(given, str) and _BEGINS.match(given)):
        return given
    raise ValueError("ISO 8601, such as 2026-11-24 or 2026-11-24T18:42:08+08:00")


def _kept(moment: datetime) -> datetime:
    """Return a moment in UTC; far-off years cannot be compared in every time zone."""
    if not 1900 <= moment.year <= 9000:
        raise ValueError("year 1900 to 9000")
    return moment.astimezone(UTC)


Day = Annotated[date, BeforeValidator(_written)]
Moment = Annotated[datetime, BeforeValidator(_written), AfterValidator(_kept)]
