"""A place in the history: a revision, or the newest one at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from graph_service import cypher
from graph_service.answers.then import AsOf
from graph_service.errors import BeforeReset, InvalidInput
from graph_service.graph import Reading

_MOMENT = cypher.load("questions/record/moment")
_CHINA = timezone(timedelta(hours=8))
_REVISION = re.compile(r"[0-9]{1,15}")


@dataclass(frozen=True)
class Moment:
    """The state that the change of ``revision`` left; 0 is before the first one."""

    revision: int
    recorded_at: str | None

    def as_dict(self) -> AsOf:
        """Return it as answers carry it."""
        return {"revision": self.revision, "recorded_at": self.recorded_at}


async def moment(reading: Reading, as_of: str | Moment) -> Moment:
    """Return the place in the history that a revision or an ISO time names, or that is at hand.

    A bare date is its first moment in China. Raises InvalidInput for anything else and for what
    is still to come, BeforeReset where a reset of the record lies between then and now.
    """
    if isinstance(as_of, Moment):
        return as_of
    revision, at = read_moment(as_of)
    [row] = await reading.read(_MOMENT, revision=revision, at=at)
    if row["revision"] > row["newest"]:
        raise InvalidInput(
            "as_of",
            as_of,
            f"最新修订号是 {row['newest']}。",
            f"the newest revision is {row['newest']}.",
        )
    if row["reset"] is not None:
        raise BeforeReset(row["reset"])
    return Moment(row["revision"], row["recorded_at"])


def read_moment(as_of: str) -> tuple[int | None, str | None]:
    """Return what a text names, a revision or an ISO time; InvalidInput for neither."""
    if _REVISION.fullmatch(as_of):
        return int(as_of), None
    try:
        if len(as_of) == len("2026-03-01"):
            then = datetime.combine(date.fromisoformat(as_of), datetime.min.time(), _CHINA)
        else:
            then = datetime.fromisoformat(as_of)
        if not 1900 <= then.year <= 9000:
            raise ValueError(as_of)
    except ValueError:
        raise InvalidInput(
            "as_of",
            as_of,
            "应为修订号或时间，如 17、2026-03-01、2026-03-01T08:00:00+08:00。",
            "a revision or a time, such as 17, 2026-03-01 or 2026-03-01T08:00:00+08:00.",
        ) from None
    return None, (then if then.tzinfo else then.replace(tzinfo=_CHINA)).isoformat()
