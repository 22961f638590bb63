"""What happens once a day: regions whose last day has come are ended, as a change on record."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta, timezone

from graph_service.changes import readings
from graph_service.errors import ServiceError
from graph_service.graph import Graph

_CHINA = timezone(timedelta(hours=8))
_PAST_MIDNIGHT = timedelta(seconds=30)
_AGAIN = 600.0


async def end_regions_daily(graph: Graph) -> None:
    """End regions shortly after each midnight in China, until cancelled.

    A database that is away is asked again some minutes later; the start of a service ends what
    came due while none was running.
    """
    while True:
        await asyncio.sleep(until_next_day(datetime.now(_CHINA)))
        while True:
            with suppress(ServiceError):
                await readings.end_regions(graph)
                break
            await asyncio.sleep(_AGAIN)


def until_next_day(now: datetime) -> float:
    """Return the seconds until shortly after midnight, where ``now`` is."""
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return (midnight + _PAST_MIDNIGHT - now).total_seconds()
