"""From when to when: whole months, and the days of months that are cut."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from graph_service.errors import InvalidInput

_MONTH = re.compile(r"\d{4}-\d{2}")
_FIRST, _LAST = "0000-01", "9999-12"


@dataclass(frozen=True)
class Period:
    """Whole months from and upto, and the cut months' days, as the statements take them."""

    from_month: str = _FIRST
    upto_month: str = _LAST
    cuts: tuple[tuple[str, str], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return it as parameters of a statement."""
        cuts = [list(cut) for cut in self.cuts]
        return {"from_month": self.from_month, "upto_month": self.upto_month, "cuts": cuts}


def period(begins: str | None, ends: str | None) -> Period:
    """Return the time between two months or days, both included; None is without an end.

    Raises InvalidInput for what is neither month nor day, and for an end before its beginning.
    """
    first, last = _day("from", begins, first=True), _day("to", ends, first=False)
    if first and last and first > last:
        zh, en = "to 不得早于 from。", "to must not lie before from."
        raise InvalidInput("to", ends, zh, en)
    whole_from, whole_upto = _FIRST, _LAST
    cuts: list[tuple[str, str]] = []
    if first:
        whole_from = f"{first:%Y-%m}"
        if first.day != 1:
            end = _end(first)
            cuts.append((str(first), str(min(end, last or end))))
            whole_from = _following(first)
    if last:
        whole_upto = f"{last:%Y-%m}"
        if last != _end(last):
            begin = last.replace(day=1)
            if first is None or first <= begin:
                cuts.append((str(begin), str(last)))
            whole_upto = f"{begin - timedelta(days=1):%Y-%m}" if last.year > 1 else _FIRST
    return Period(whole_from, whole_upto, tuple(cuts))


def last_months(count: int, today: date) -> Period:
    """Return the last whole months before a day."""
    upto = today.replace(day=1) - timedelta(days=1)
    months = upto.year * 12 + upto.month - count
    return Period(f"{months // 12:04}-{months % 12 + 1:02}", f"{upto:%Y-%m}")


def _day(name: str, given: str | None, *, first: bool) -> date | None:
    if given is None:
        return None
    try:
        if _MONTH.fullmatch(given):
            begin = date.fromisoformat(f"{given}-01")
            return begin if first else _end(begin)
        if len(given) == len("2026-03-01"):
            return date.fromisoformat(given)
    except ValueError:
        pass
    zh = f"{name} 应为月份或日期，如 2026-03 或 2026-03-05。"
    en = f"{name} is a month or a day, such as 2026-03 or 2026-03-05."
    raise InvalidInput(name, given, zh, en)


def _end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _following(day: date) -> str:
    year, month = divmod(day.year * 12 + day.month, 12)
    return f"{year:04}-{month + 1:02}"
