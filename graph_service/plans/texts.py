"""The value of an answer in words, with the names of then and of afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from graph_service import cypher
from graph_service.consequences.values import Key
from graph_service.graph import Reading
from graph_service.messages import say
from graph_service.questions.findings import sentence
from graph_service.record.following import mentioned
from graph_service.vocabulary import Level, PermissionGroup, RegionKind, Status, Term

_NAMES_OF = cypher.load("questions/plans/names_of")
_CHUNK = 5000

Names = Mapping[tuple[str, str], str]
Change = tuple[Key, Any, Any]
Renamed = Mapping[tuple[str, str], tuple[Any, Any]]


async def worded(reading: Reading, found: list[Change], renamed: Renamed) -> list[dict[str, Any]]:
    """Return each change's values in Chinese and English: ``before_text_zh`` and so on.

    ``renamed`` has the names that differ before and after, by kind and id.
    """
    today = await _today(reading, found)
    sides = [_called(today, renamed, side) for side in (0, 1)]
    return [
        {
            f"{when}_text_{lang}": None if value is None else said(key, value, names, lang)
            for when, value, names in zip(("before", "after"), values, sides, strict=True)
            for lang in ("zh", "en")
        }
        for key, *values in found
    ]


def said(key: Key, value: Any, names: Names, lang: str) -> str:
    """Return one value in words."""
    return _SAID[key.kind](key, value, _Words(names, lang))


class _Words:
    """Names and terms in one language."""

    def __init__(self, names: Names, lang: str) -> None:
        self.names, self.lang = names, lang

    def say(self, name: str, **values: Any) -> str:
        zh, en = say(f"said.{name}", **values)
        return zh if self.lang == "zh" else en

    def named(self, kind: str, identifier: str | None) -> str:
        if identifier is None:
            return self.say("nobody")
        name = self.names.get((kind, identifier))
        if name is None:
            return identifier
        return f"{name}（{identifier}）" if self.lang == "zh" else f"{name} ({identifier})"

    def all(self, kind: str, ids: list[str]) -> str:
        between = "、" if self.lang == "zh" else ", "
        return between.join(self.named(kind, each) for each in ids) or self.say("nobody")

    def term(self, terms: type[Term], value: str) -> str:
        return terms(value).zh if self.lang == "zh" else value.replace("_", " ")


def _route(key: Key, value: Any, words: _Words) -> str:
    final = value["final_reviewer"]
    if final is None:
        return words.say(value["reason"])
    told = words.say(value["mode"], reviewer=words.named(final["kind"], final["id"]))
    first = [step for step in value["path"] if step["role"] != "final"]
    if not first:
        return told
    path = " → ".join(words.named(step["kind"], step["id"]) for step in first)
    return words.say("after", said=told, path=path)


def _holder(key: Key, value: Any, words: _Words) -> str:
    if value["holder"] is None:
        return words.say("unheld")
    return words.say("held", holder=words.named("team", value["holder"]))


def _affiliation(key: Key, value: Any, words: _Words) -> str:
    node = value["node"]
    told = words.say(
        value["kind"], node=words.named(node["kind"], node["id"]) if node else words.say("nobody")
    )
    return words.say("provisional", said=told) if value["provisional"] else told


def _finding(key: Key, value: Any, words: _Words) -> str:
    teams = {identifier: name for (kind, identifier), name in words.names.items() if kind == "team"}
    own = None if key.subject.startswith("@") else key.subject
    found: list[Any] = [{"rule_id": key.key, "team_id": own, **facts} for facts in value]
    between = "；" if words.lang == "zh" else "; "
    return between.join(
        f"{facts['severity']} {sentence(facts, teams, words.lang)}" for facts in found
    )


def _place(key: Key, value: Any, words: _Words) -> str:
    form = value["form"]
    parts = [name for name in ("hub", "legal_person", "branch", "unit") if name in form]
    between = "、" if words.lang == "zh" else ", "
    return words.say(
        "place",
        region=words.named("region", value["region_code"]),
        status=words.term(Status, value["status"]),
        group=words.term(PermissionGroup, value["permission_group"]),
        form=between.join(words.say(part) for part in parts),
    )


def _viewing(key: Key, value: Any, words: _Words) -> str:
    return words.all("team", value)


def _managers(key: Key, value: Any, words: _Words) -> str:
    return words.all("team", [entry["hub"] for entry in value])


def _region(key: Key, value: Any, words: _Words) -> str:
    told = words.say(
        "region",
        kind=words.term(RegionKind, value["kind"]),
        parent=words.named("region", value["parent"]),
    )
    if not value["ended"]:
        return told
    return words.say("ended", said=told, next=words.all("region", value["succeeded_by"]))


def _seat(key: Key, value: Any, words: _Words) -> str:
    return words.say(value["state"], hubs=words.all("team", value["hubs"]))


def _name(key: Key, value: Any, words: _Words) -> str:
    if value["level"] is None:
        return value["name"]
    level = words.term(Level, value["level"])
    return f"{value['name']}（{level}）" if words.lang == "zh" else f"{value['name']} ({level})"


_SAID: dict[str, Callable[[Key, Any, _Words], str]] = {
    "route": _route,
    "holder": _holder,
    "affiliation": _affiliation,
    "finding": _finding,
    "place": _place,
    "viewing": _viewing,
    "managers": _managers,
    "region": _region,
    "seat": _seat,
    "name": _name,
}


def _called(today: Names, renamed: Renamed, side: int) -> Names:
    told = {place: pair[side] for place, pair in renamed.items()}
    return {**today, **{place: value["name"] for place, value in told.items() if value}}


async def _today(reading: Reading, found: list[Change]) -> Names:
    wanted = {key.subject for key, *_ in found}
    wanted |= {text for _, before, after in found for text in mentioned(before, after)}
    return await named(reading, wanted)


async def named(reading: Reading, wanted: Iterable[str]) -> dict[tuple[str, str], str]:
    """Return what ids are called today, by kind and id."""
    ids, names = sorted(wanted), dict[tuple[str, str], str]()
    for start in range(0, len(ids), _CHUNK):
        rows = await reading.values(_NAMES_OF, ids=ids[start : start + _CHUNK])
        names |= {(kind, identifier): name for kind, identifier, name in rows}
    return names
