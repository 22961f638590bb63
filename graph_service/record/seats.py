"""The seats of a territory as of then: its regions of then, their hubs and states."""

from __future__ import annotations

from typing import Any

from graph_service import cypher
from graph_service.answers.then import SeatsThen, SeatThen
from graph_service.consequences.asking import ask
from graph_service.consequences.cone import Cone
from graph_service.consequences.values import Key
from graph_service.errors import NotFound
from graph_service.graph import Reading
from graph_service.questions import cursors
from graph_service.record.looking_back import Past, past
from graph_service.record.moments import Moment
from graph_service.record.names import nodes
from graph_service.record.today import loaded

_SUBJECTS = cypher.load("questions/record/subjects")
_MOVED = cypher.load("questions/record/moved_regions")
_TERRITORY_OF = cypher.load("questions/regions/territory_of")
_DEEPEST = 5
_ALL = 100_000


async def seats_then(
    reading: Reading, moment: Moment, region_code: str, cursor: str | None = None, limit: int = 100
) -> SeatsThen:
    """Return a page of the seats of a region's subtree as both were then, by region code.

    Coverage is left out. Raises NotFound for a region that was not there.
    """
    [after] = cursors.decode(cursor, [""])
    codes = [code for code in await _territory(reading, moment, region_code) if code > after]
    asked = codes[: limit + 1]
    today = loaded(await ask(reading, Cone(regions=set(asked), seats=set(asked))))
    then = await past(reading, moment, set(asked))
    values = {code: then.value(_seat(code), today.get(_seat(code))) for code in asked}
    hubs = {("team", hub) for value in values.values() if value for hub in value["hubs"]}
    known = await nodes(reading, then, hubs)
    items = [_item(then, code, values[code], today, known) for code in asked if values[code]]
    page: Any = cursors.page(items, limit, [[item["region_code"]] for item in items])
    shown = [_seat(item["region_code"]) for item in page["items"]]
    return {**page, "as_of": moment.as_dict(), "cause": then.cause(shown)}


def _seat(code: str) -> Key:
    return Key("seat", code, "")


def _item(
    then: Past, code: str, value: dict[str, Any], today: dict[Key, Any], known: dict[str, Any]
) -> SeatThen:
    key = Key("name", code, "region")
    named = then.value(key, today.get(key))
    return {
        "region_code": code,
        "name": named["name"],
        "level": named["level"],
        "state": value["state"],
        "hubs": [known[hub] for hub in value["hubs"]],
    }


async def _territory(reading: Reading, moment: Moment, top: str) -> list[str]:
    """Return the codes of a region's subtree of then: today's, less and more what moved since."""
    rows = await reading.read(_TERRITORY_OF, region_code=top)
    path = rows[0]["territory_path"] if rows else None
    found = await reading.values(_SUBJECTS, kind="region", within=path, after="", limit=_ALL)
    moved = [code for (code,) in await reading.values(_MOVED, after=moment.revision)]
    codes = {code for (code,) in found} if path else set[str]()
    if moved:
        codes = await _climbed(reading, moment, top, codes | set(moved))
    then = await past(reading, moment, (), codes | {top})
    if not then.existed(Key("name", top, "region"), bool(rows)):
        raise NotFound("region", top)
    return sorted(code for code in codes if code not in then.later)


async def _climbed(reading: Reading, moment: Moment, top: str, codes: set[str]) -> set[str]:
    """Return those of the regions whose line of then leads to the top."""
    parents: dict[str, str | None] = {}
    waiting = set(codes)
    for _ in range(_DEEPEST):
        if not waiting:
            break
        today = loaded(await ask(reading, Cone(regions=waiting)))
        then = await past(reading, moment, (), waiting)
        for code in waiting:
            key = Key("region", code, "")
            value = then.value(key, today.get(key))
            parents[code] = value and value["parent"]
        waiting = {parent for parent in parents.values() if parent} - parents.keys()

    def leads(code: str) -> bool:
        at: str | None = code
        for _ in range(_DEEPEST):
            if at == top:
                return True
            at = parents.get(at) if at else None
        return False

    return {code for code in codes if leads(code)}
