"""Operations on the division tree (I-21): regions end, are succeeded, hang elsewhere.

They turn the rows of regions, and of the teams on those that end, into the rows that are wanted.
"""

from __future__ import annotations

from graph_service import notice
from graph_service.errors import Conflict, InvalidInput
from graph_service.messages import say
from graph_service.operations import regions
from graph_service.operations.held import Held, Operation
from graph_service.operations.regions import ENDED, listed
from graph_service.rows.merging import is_hub


def adopt(held: Held, operation: Operation) -> None:
    """Do what an edition's rows say, as far as its regions are on record."""
    name = operation.values["edition"]
    edition = notice.editions()[name]
    if held.edition == name:
        raise Conflict(*say("territory.adopted", edition=name), field="edition", id=name)
    day = regions.come(held, edition["valid_from"], "edition")
    for new in edition["created"]:
        old = [row for code in new["succeeds"] if (row := held.regions.get(code))]
        if not old:
            raise regions.unknown(new["succeeds"][0], "edition")
        code = regions.target(held, new, "edition", old, day)
        held.regions[code] = (held.regions[code] or {}) | {"edition": name}
    for move in notice.table(edition["moves"]):
        row = held.regions.get(move["town_code"])
        if row is not None and held.regions.get(move["new_district"]) is not None:
            held.regions[move["town_code"]] = row | {"parent_code": move["new_district"]}
    for new in edition["created"]:
        for code in new["succeeds"]:
            if (row := held.regions.get(code)) and row["ended"] != ENDED:
                _end(held, code, [new["region_code"]], day)
    held.edition = name


def merge(held: Held, operation: Operation) -> None:
    """End regions; one succeeds them, with what lay below and the teams that are no hubs."""
    values = operation.values
    day = regions.come(held, values["valid_from"], "valid_from")
    rows = [regions.live(held, c, f"from[{at}]") for at, c in enumerate(values["from"])]
    for at, row in enumerate(rows):
        code = row["region_code"]
        if code in values["from"][:at]:
            raise InvalidInput(f"from[{at}]", code, *say("territory.twice", code=code))
        if row["level"] != rows[0]["level"]:
            raise InvalidInput(f"from[{at}]", code, *say("territory.levels", code=code))
    regions.demand_below_city(rows[0], "from")
    into = values["into"]["region_code"]
    if into in values["from"]:
        raise InvalidInput("into.region_code", into, *say("territory.itself", code=into))
    code = regions.target(held, values["into"], "into", rows, day)
    for source in values["from"]:
        _end(held, source, [code], day)


def split(held: Held, operation: Operation) -> None:
    """Share what lies below a region out; where no part bears its code, it ends."""
    values = operation.values
    day = regions.come(held, values["valid_from"], "valid_from")
    code, parts = values["from"], values["into"]
    row = regions.live(held, code, "from")
    regions.demand_below_city(row, "from")
    codes = regions.distinct(parts)
    below, others = {*regions.below(held, code)}, _others(held, code)
    children = regions.shared_out(parts, "children", below, code)
    teams = regions.shared_out(parts, "teams", others, code)
    regions.demand_all("children", children, below)
    if code not in codes:
        regions.demand_all("teams", teams, others)
    for at, part in enumerate(parts):
        if part["region_code"] != code:
            regions.target(held, part, f"into[{at}]", [row], day)
    for child, to in children.items():
        held.regions[child] = (held.regions[child] or {}) | {"parent_code": to}
    for team_id, to in teams.items():
        held.teams[team_id] = held.team(team_id) | {"region_code": to}
    if code not in codes:
        _end(held, code, codes, day)


def move(held: Held, operation: Operation) -> None:
    """Hang a region, with all below it, under another parent."""
    values = operation.values
    regions.come(held, values["valid_from"], "valid_from")
    row = regions.live(held, values["region_code"], "region_code")
    regions.demand_below_city(row, "region_code")
    regions.demand_parent(held, values["to_parent"], str(row["level"]), "to_parent")
    held.regions[values["region_code"]] = row | {"parent_code": values["to_parent"]}


def rename(held: Held, operation: Operation) -> None:
    """Call a region otherwise; a committee's name is that of the old one."""
    values = operation.values
    regions.come(held, values["valid_from"], "valid_from")
    row = regions.live(held, values["region_code"], "region_code")
    if row["name"] != values["name"]:
        changed = {"name": values["name"], "committee_name": None}
        held.regions[values["region_code"]] = row | changed


def end(held: Held, operation: Operation) -> None:
    """End regions whose last day has come; one that has ended stays as it is."""
    for at, code in enumerate(operation.values["codes"]):
        field = f"codes[{at}]"
        row = held.regions.get(code)
        if row is None:
            raise regions.unknown(code, field)
        if row["ended"] == ENDED:
            continue
        if row["valid_to"] is None:
            raise Conflict(*say("territory.stands", code=code), field=field, id=code)
        regions.come(held, row["valid_to"], field)
        successors = [c for c in listed(row["succeeded_by"]) if regions.is_live(held, c)]
        _end(held, code, successors, row["valid_to"])


def _end(held: Held, code: str, successors: list[str], day: str) -> None:
    """End a region; with one successor, what lies below and the other teams go to it."""
    row = held.regions[code] or {}
    known = {*listed(row["succeeded_by"]), *successors}
    over = {"valid_to": day, "ended": ENDED, "succeeded_by": ";".join(sorted(known)) or None}
    if len(successors) == 1:
        for child in regions.below(held, code):
            held.regions[child] = (held.regions[child] or {}) | {"parent_code": successors[0]}
        for team_id in _others(held, code):
            held.teams[team_id] = held.team(team_id) | {"region_code": successors[0]}
    held.regions[code] = row | over


def _others(held: Held, code: str) -> set[str]:
    """Return the teams on a region that are no hubs."""
    rows = held.teams.items()
    return {i for i, row in rows if row and row["region_code"] == code and not is_hub(row)}
