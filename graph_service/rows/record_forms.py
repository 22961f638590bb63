"""The forms of a service record's values: days, moments, hours, volunteers' numbers."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from graph_service.rows.bad_form import BadForm

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:.]+([Zz]|[+-][0-9:]+)?)?")
_HOURS = re.compile(r"[0-9]{1,6}(\.[0-9]{1,2})?")
_VOLUNTEER = re.compile(r"[A-Za-z0-9-]{4,32}")
_CHINA = timezone(timedelta(hours=8))


def day(value: str) -> str:
    """Return a whole day."""
    try:
        if not _DAY.fullmatch(value):
            raise ValueError(value)
        date.fromisoformat(value)
    except ValueError:
        raise BadForm(
            "日期应写作 2026-01-31。", "a day is written 2026-01-31, the year first."
        ) from None
    return value


def moment(value: str) -> str:
    """Return a moment in China, in whole seconds; a day is its first."""
    try:
        if not _MOMENT.fullmatch(value):
            raise ValueError(value)
        found = datetime.fromisoformat(value)
        held = found.replace(tzinfo=found.tzinfo or _CHINA).astimezone(_CHINA)
    except (ValueError, OverflowError):
        raise BadForm(
            "时间应写作 2026-01-31T08:30:00+08:00。",
            "a moment is written 2026-01-31T08:30:00+08:00.",
        ) from None
    return held.replace(microsecond=0).isoformat()


def hours(value: str) -> str:
    """Return hours as they are written shortest: 2.50 → 2.5."""
    if not _HOURS.fullmatch(value) or not Decimal(value):
        raise BadForm(
            "时长应为大于 0 的小时数，最多两位小数，如 2.5。",
            "hours are a number above 0 with at most two decimals, such as 2.5.",
        )
    whole, _, rest = value.partition(".")
    rest = rest.rstrip("0")
    return f"{int(whole)}.{rest}" if rest else str(int(whole))


def hundredths(hours: str) -> int:
    """Return hours, as their form writes them, in whole hundredths: 2.5 → 250."""
    return int(Decimal(hours) * 100)


def volunteer_no(value: str) -> str:
    """Return a volunteer's number."""
    if not _VOLUNTEER.fullmatch(value):
        raise BadForm(
            "志愿者编号应为 4 至 32 个字母、数字或 - 。",
            "a volunteer's number has 4 to 32 characters of A-Z a-z 0-9 and -.",
        )
    return value


def as_hours(held: int) -> str:
    """Return hundredths of an hour as a file writes hours: 250 → 2.5."""
    return hours(f"{held // 100}.{held % 100:02}")
