"""The form each value must have: enums, codes, ids, dates and numbers.

Names, telephone numbers and credit codes are held as they came and audited.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from graph_service import vocabulary
from graph_service.rows import record_forms
from graph_service.rows.bad_form import BadForm
from graph_service.vocabulary import Term

_SYNONYMS = Path(__file__).parent.parent / "data" / "synonyms.json"
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_REGION = re.compile(r"50|[0-9]{6}|[0-9]{9}|[0-9]{12}|[A-Z]{3}")
_SUMMARY = ("500100", "500200")
_DIVISION = re.compile(r"[0-9]{6}")
_REVISION = re.compile(r"[1-9][0-9]{0,17}")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")


def region_code(value: str) -> str:
    """Return a region code in its short form: 500112000000 → 500112, 500000 → 50."""
    value = value if value.isascii() else unicodedata.normalize("NFKC", value)
    if len(value) == 12 and value.endswith("000"):
        value = value[:-3]
    if len(value) == 9 and value.endswith("000"):
        value = value[:-3]
    if value == "500000":
        return "50"
    if not _REGION.fullmatch(value) or value in _SUMMARY:
        raise BadForm(
            "应为 50 或 6、9、12 位区划代码。", "must be 50 or a code of 6, 9 or 12 digits."
        )
    return value


def rank_of_code(code: str) -> int:
    """Return the level that a region code's length says: 0 city … 3 village."""
    if len(code) == 2 or (len(code) == 6 and code.endswith("0000")):
        return 0
    return {9: 2, 12: 3}.get(len(code), 1)


def team_id(value: str) -> str:
    """Return an id of 1 to 64 characters of A-Z a-z 0-9 . _ -."""
    if not _ID.fullmatch(value):
        raise BadForm(
            "编号应为 1 至 64 个字母、数字或 . _ - 。",
            "an id has 1 to 64 characters of A-Z a-z 0-9 . _ - and no blanks.",
        )
    return value


def _ids(value: str) -> str:
    found = sorted({team_id(part.strip()) for part in re.split("[;；]", value) if part.strip()})
    return ";".join(found)


def _region_codes(value: str) -> str:
    found = {region_code(part.strip()) for part in re.split("[;；]", value) if part.strip()}
    return ";".join(sorted(found))


def _date(value: str) -> str:
    try:
        if not _DATE.fullmatch(value):
            raise ValueError(value)
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        raise BadForm("日期应写作 2026-01-31。", "a date is written 2026-01-31.") from None
    return value


def _town_code(value: str) -> str:
    code = region_code(value)
    if rank_of_code(code) != 2:
        raise BadForm("应为 9 位的镇乡街道代码。", "must be a town's code of 9 digits.")
    return code


def _email(value: str) -> str:
    if not _EMAIL.fullmatch(value):
        raise BadForm("电子邮箱应写作 name@example.cn。", "an e-mail is written name@example.cn.")
    return value


def _duties(value: str) -> str:
    one = form("Duty")
    given = {one(part.strip()) for part in re.split("[;；、]", value) if part.strip()}
    return ";".join(str(duty) for duty in vocabulary.Duty if duty in given)


def _revision(value: str) -> str:
    if not _REVISION.fullmatch(value):
        raise BadForm("应为变更的修订号。", "must be the revision of a change.")
    return value


def _flag(value: str) -> str | None:
    if value.lower() not in ("true", "false"):
        raise BadForm("应为 true 或 false。", "must be true or false.")
    return "true" if value.lower() == "true" else None


def _division_code(value: str) -> str:
    if len(value) == 12 and value.endswith("000000"):
        value = value[:6]
    if not _DIVISION.fullmatch(value):
        raise BadForm("应为 6 位区划代码。", "must be a division code of 6 digits.")
    return value


def _text(value: str) -> str:
    return value


_FORMS: dict[str, Callable[[str], str | None]] = {
    "text": _text,
    "id": team_id,
    "ids": _ids,
    "region_code": region_code,
    "region_codes": _region_codes,
    "division_code": _division_code,
    "date": _date,
    "town_code": _town_code,
    "email": _email,
    "Duties": _duties,
    "revision": _revision,
    "flag": _flag,
    "day": record_forms.day,
    "moment": record_forms.moment,
    "hours": record_forms.hours,
    "volunteer_no": record_forms.volunteer_no,
}


@cache
def form(name: str) -> Callable[[str], str | None]:
    """Return the function that brings a value into its form or raises BadForm."""
    return _FORMS.get(name) or _enumeration(getattr(vocabulary, name))


def _enumeration(terms: type[Term]) -> Callable[[str], str]:
    accepted = {folded(str(term)): str(term) for term in terms}
    accepted |= {folded(term.zh): str(term) for term in terms}
    synonyms = json.loads(_SYNONYMS.read_text("utf-8")).get(terms.__name__, {})
    accepted |= {folded(word): value for word, value in synonyms.items()}

    def one_of(value: str) -> str:
        found = accepted.get(folded(value))
        if found is None:
            words = "、".join(term.zh for term in terms)
            names = ", ".join(str(term) for term in terms)
            raise BadForm(f"应为其中之一：{words}。", f"must be one of: {names}.")
        return found

    return one_of


def folded(text: str) -> str:
    """Return a head or an enum value without blanks, strokes and case, its brackets full-width."""
    return re.sub(r"[\s/／、]", "", text).lower().replace("(", "（").replace(")", "）")
