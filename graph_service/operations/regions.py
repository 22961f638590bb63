"""What operations on the division tree ask of the rows of regions, and why they refuse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph_service import notice
from graph_service.errors import Conflict, InvalidInput, NotFound, NotYet
from graph_service.messages import say
from graph_service.operations.held import Held, Operation
from graph_service.operations.specs import specs, table
from graph_service.rows.columns import columns
from graph_service.rows.merging import contradiction
from graph_service.rows.rows import SourceRow, Values
from graph_service.vocabulary import Level

ENDED = "true"
_RULES = ["S-3"]
_SHOWN = 20


def named(operations: Iterable[Operation]) -> tuple[set[str], set[str]]:
    """Return the codes that operations name, and those of them that may end."""
    codes, ending = set[str](), set[str]()
    for operation in operations:
        if specs()[operation.operation].takes_team:
            continue
        values = operation.values
        codes |= {values[name] for name in ("region_code", "to_parent") if name in values}
        for name in ("from", "codes"):
            found = values.get(name, ())
            ending |= {found} if isinstance(found, str) else set(found)
        into = values.get("into", ())
        for part in [into] if isinstance(into, dict) else into:
            own = {part["region_code"], part.get("parent"), *part.get("children", ())}
            codes |= {code for code in own if code}
        if "edition" in values:
            edition = notice.editions()[values["edition"]]
            moves = notice.table(edition["moves"])
            codes |= {move[name] for move in moves for name in ("town_code", "new_district")}
            for new in edition["created"]:
                codes.add(new["region_code"])
                ending |= set(new["succeeds"])
    return codes | ending, ending


def listed(text: str | None) -> list[str]:
    """Return the codes of a cell."""
    return [code for code in (text or "").split(";") if code]


def unknown(code: str, field: str) -> NotFound:
    """Return the error of a region that is not on record."""
    return NotFound("region", code, field=field)


def is_live(held: Held, code: str) -> bool:
    """Return whether a region is on record and has not ended."""
    row = held.regions.get(code)
    return row is not None and row["ended"] != ENDED


def live(held: Held, code: str, field: str) -> Values:
    """Return the row of a region that stands; NotFound, Conflict if it has ended."""
    row = held.regions.get(code)
    if row is None:
        raise unknown(code, field)
    if row["ended"] == ENDED:
        raise Conflict(*say("territory.ended", code=code), field=field, id=code, rule_ids=_RULES)
    return row


def come(held: Held, day: str, field: str) -> str:
    """Return a day that has come; NotYet for one to come, unless it is rehearsed as if it had."""
    if not held.as_if and day > held.day:
        raise NotYet(*say("territory.not_yet", day=day), field=field, id=day)
    return day


def below(held: Held, code: str) -> list[str]:
    """Return the regions that stand directly below one, by the code table."""
    rows = held.regions.items()
    return [c for c, row in rows if row and row["parent_code"] == code and row["ended"] != ENDED]


def demand_below_city(row: Values, field: str) -> None:
    """Raise InvalidInput for the city itself."""
    if row["level"] == Level.CITY:
        raise InvalidInput(field, row["region_code"], *say("territory.city"))


def demand_parent(held: Held, code: str, level: str, field: str) -> None:
    """Raise the error of a parent that does not stand exactly one level higher."""
    row, levels = live(held, code, field), list(Level)
    if levels.index(Level(row["level"] or "")) + 1 != levels.index(Level(level)):
        raise InvalidInput(field, code, *say("territory.parent_level", code=code), rule_ids=["N-1"])


def target(held: Held, told: Mapping[str, Any], field: str, sources: list[Values], day: str) -> str:
    """Return the code of a region that succeeds others; one that stands keeps what it has."""
    code, level = told["region_code"], str(sources[0]["level"])
    known = held.regions.get(code)
    if known is None:
        held.regions[code] = _new(held, told, field, sources, day)
    elif live(held, code, f"{field}.region_code")["level"] != level:
        said = say("territory.target_level", code=code, level=level)
        raise InvalidInput(f"{field}.region_code", code, *said, rule_ids=["N-1"])
    return code


def _new(
    held: Held, told: Mapping[str, Any], field: str, sources: list[Values], day: str
) -> Values:
    level = str(sources[0]["level"])
    for name in ("name", "kind"):
        if name not in told:
            raise InvalidInput(f"{field}.{name}", None, *say("shape.needed", field=name))
    kinds = table()["kinds"][level]
    if told["kind"] not in kinds:
        said = say("territory.kind", level=level, words=", ".join(kinds))
        raise InvalidInput(f"{field}.kind", told["kind"], *said)
    parents = sorted({str(row["parent_code"]) for row in sources})
    if len(parents) > 1 and "parent" not in told:
        said = say("territory.parents", codes=", ".join(parents))
        raise InvalidInput(f"{field}.parent", None, *said)
    parent = told.get("parent", parents[0])
    demand_parent(held, parent, level, f"{field}.parent")
    row: Values = {column.name: None for column in columns("regions")}
    row |= {"region_code": told["region_code"], "name": told["name"], "kind": told["kind"]}
    row |= {"level": level, "parent_code": parent, "valid_from": day, "ended": None}
    found = contradiction("regions", SourceRow("", 0, {}), row)
    if found is not None:
        at = f"{field}.region_code"
        raise InvalidInput(
            at, told["region_code"], found.message_zh, found.message_en, rule_ids=["N-1"]
        )
    return row


def distinct(parts: list[dict[str, Any]]) -> list[str]:
    """Return the parts' codes; InvalidInput for fewer than two parts, and for a code told twice."""
    codes = [part["region_code"] for part in parts]
    if len(codes) < 2:
        raise InvalidInput("into", len(codes), *say("territory.parts"))
    for at, code in enumerate(codes):
        if code in codes[:at]:
            said = say("territory.twice", code=code)
            raise InvalidInput(f"into[{at}].region_code", code, *said)
    return codes


def shared_out(
    parts: list[dict[str, Any]], name: str, whole: set[str], code: str
) -> dict[str, str]:
    """Return to which part each member of ``whole`` goes, as far as the parts name it.

    Raises InvalidInput for one that stands in two parts, or that is no member.
    """
    found: dict[str, str] = {}
    for at, part in enumerate(parts):
        for place, each in enumerate(part.get(name, ())):
            field = f"into[{at}].{name}[{place}]"
            if each not in whole:
                key = "territory.no_child" if name == "children" else "territory.no_team"
                raise InvalidInput(field, each, *say(key, child=each, team=each, code=code))
            if each in found:
                raise InvalidInput(field, each, *say("territory.twice", code=each))
            found[each] = part["region_code"]
    return found


def demand_all(name: str, found: Mapping[str, str], whole: set[str]) -> None:
    """Raise InvalidInput for members that no part names; the first of them are told."""
    left = sorted(whole - found.keys())
    if left:
        told = ", ".join(left[:_SHOWN]) + (" …" if len(left) > _SHOWN else "")
        said = say(f"territory.{name}", codes=told, teams=told)
        raise InvalidInput(f"into.{name}", left[0], *said)
