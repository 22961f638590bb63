"""The two sides of a finding, what is expected and what was found: facts, their text, their words.

A rule's row in rules.json says what each side ``holds`` (a name and a kind for each fact) and how
it reads: ``text`` with a place for each fact, ``zh`` and ``en`` where the words differ from it. A
part in square brackets is left out where its fact is null.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NotRequired, cast

from typing_extensions import TypedDict

from graph_service import vocabulary
from graph_service.answers.audit import Facts
from graph_service.messages import words

Names = dict[str, str]


class Side(TypedDict):
    """What a side of a rule holds and how it reads."""

    holds: dict[str, str]
    text: NotRequired[str]
    zh: NotRequired[str]
    en: NotRequired[str]
    between: NotRequired[str]
    bare: NotRequired[bool]


_OPTIONAL = re.compile(r"\[([^\]]*)\]")
_PLACE = re.compile(r"\{(\w+)\}")
_LIST = "list of "
_TERMS = (
    vocabulary.RegistrationStatus,
    vocabulary.BusinessLine,
    vocabulary.PermissionGroup,
    vocabulary.Permission,
    vocabulary.Status,
    vocabulary.PersonRole,
)


def text(side: Side | None, facts: Facts | None) -> str | None:
    """Return a side as JSON shows it, ids and codes as they are; None where nothing is known."""
    if side is None or facts is None or all(value is None for value in facts.values()):
        return None
    held = _by_name(facts)
    shown = {
        name: _joined(kind, held[name], side.get("between", ", "), _plain)
        for name, kind in side["holds"].items()
    }
    return _filled(_template(side), held, shown)


def said(side: Side | None, facts: Facts | None, names: Names, lang: str) -> str:
    """Return a side in words: names for teams, the notice's terms for codes."""
    plain = text(side, facts)
    if side is None or facts is None or not plain:
        return words("none", lang)
    if side.get("bare"):
        return plain

    def one(kind: str, value: Any) -> str:
        return _worded(kind, value, names, lang)

    between = side.get("between", "、" if lang == "zh" else ", ")
    held = _by_name(facts)
    shown = {name: _joined(kind, held[name], between, one) for name, kind in side["holds"].items()}
    usual = _template(side)
    template = side.get(lang) or (usual.replace(", ", "、") if lang == "zh" else usual)
    return _filled(template, held, shown)


def teams_of(side: Side | None, facts: Facts | None) -> list[str]:
    """Return the ids of the teams that a side holds and names."""
    if side is None or facts is None or side.get("bare"):
        return []
    held, found = _by_name(facts), list[str]()
    for name, kind in side["holds"].items():
        if kind.endswith("team") and held[name]:
            found += held[name] if kind.startswith(_LIST) else [held[name]]
    return found


def _by_name(facts: Facts) -> Mapping[str, Any]:
    """Return facts to be taken by the names that a rule's row gives them."""
    return cast("Mapping[str, Any]", facts)


def _template(side: Side) -> str:
    return side.get("text") or " ".join(f"{{{name}}}" for name in side["holds"])


def _filled(template: str, held: Mapping[str, Any], shown: dict[str, str]) -> str:
    def kept(part: re.Match[str]) -> str:
        known = all(held[name] is not None for name in _PLACE.findall(part[1]))
        return part[1] if known else ""

    return _PLACE.sub(lambda place: shown[place[1]], _OPTIONAL.sub(kept, template))


def _joined(kind: str, value: Any, between: str, one: Any) -> str:
    if kind.startswith(_LIST):
        return between.join(one(kind.removeprefix(_LIST), item) for item in value or ())
    return one(kind, value)


def _plain(kind: str, value: Any) -> str:
    if value is None:
        return ""
    if kind == "count":
        return f"{value['count']} {value['of']}" if value.get("of") else str(value["count"])
    return str(value)


def _worded(kind: str, value: Any, names: Names, lang: str) -> str:
    if value is None:
        return words("none", lang)
    if kind == "count":
        return _plain(kind, {**value, "of": value.get("of") and _term(value["of"], lang)})
    if kind == "team" and value in names:
        return f"{names[value]}（{value}）" if lang == "zh" else f"{names[value]} ({value})"
    return _term(value, lang) if kind in ("team", "group", "permission", "code") else str(value)


def _term(code: str, lang: str) -> str:
    if lang != "zh":
        return code
    return _codes().get(code) or words(code, lang)


@cache
def _codes() -> dict[str, str]:
    return {str(term): term.zh for terms in _TERMS for term in terms}
