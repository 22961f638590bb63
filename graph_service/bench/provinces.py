"""Provinces of Chongqing's shape, as one register: made-up codes, ids and names, lawful each.

The network has one root and one prefix of codes (S-1), so they are further districts under it:
5001xx and 5002xx are 5003xx and 5004xx in the second province, and so on; every division's name
has the province's sign behind the first character, so that no search for one finds its copies.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import chain

from graph_service import uscc
from graph_service.rows.rows import SourceRow
from graph_service.sample.crowd import crowd_rows
from graph_service.sample.regions import authority_rows, divisions, region_rows
from graph_service.sample.teams import persons, team_rows

SIGNS = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁新"
MOST = 1 + len(SIGNS)
_CODE = re.compile(r"(?<!\d)50(0[12])(?=\d\d)")
_NAMES = ("name", "committee_name", "registered_name", "unit_name", "responsible_unit")
_IDS = ("region_code", "parent_code", "division_code", "authority_id", "team_id", "branch_of")
_IDS += ("liaison_id", "registration_authority_id", "group_set_by")
_ORGANISATION = slice(8, 16)


def register(count: int, crowd: int, within: str = "") -> dict[str, Iterator[SourceRow]]:
    """Return the rows of ``count`` provinces by kind, each with ``crowd`` more teams.

    Only what lies in the districts whose code begins with ``within`` is made of further ones.
    """
    further = range(1, count)
    return {
        "regions": chain(
            region_rows(), *(_copies(place, region_rows, within) for place in further)
        ),
        "registration_authorities": chain(
            authority_rows(), *(_copies(place, authority_rows, within) for place in further)
        ),
        "teams": chain(
            team_rows(),
            crowd_rows(crowd),
            *(_copies(place, partial(_teams, crowd, place), within) for place in further),
        ),
    }


def _teams(crowd: int, place: int) -> Iterator[SourceRow]:
    """Yield the sample's teams with a crowd of their own; whoever leads them is somebody else."""
    yield from crowd_rows(crowd, crowd * place)
    for number, row in enumerate(team_rows()):
        row.values.update(persons(1_000_000 * place + number))
        yield row


def _copies(
    place: int, rows: Callable[[], Iterator[SourceRow]], within: str
) -> Iterator[SourceRow]:
    """Yield the rows of one further province; what lies in no district of Chongqing's has none."""
    for row in rows():
        code = row.values["region_code"]
        if _CODE.match(code) and code.startswith(within):
            yield SourceRow(SIGNS[place - 1], row.row, _copied(place, row.values))


def _copied(place: int, values: dict[str, str]) -> dict[str, str]:
    signed = partial(_signed, SIGNS[place - 1], _names_of(values["region_code"]))

    def moved(found: re.Match[str]) -> str:
        return f"50{2 * place + int(found[1]):02d}"

    made = values | {name: signed(values[name]) for name in _NAMES if values.get(name)}
    made |= {name: _CODE.sub(moved, values[name]) for name in _IDS if values.get(name)}
    if values.get("uscc"):
        held = values["uscc"]
        made["uscc"] = uscc.make(held[:2], made["region_code"], held[_ORGANISATION])
    return made


def _signed(sign: str, names: re.Pattern[str], text: str) -> str:
    """Return a text with a sign in every division's name in it."""
    return names.sub(lambda match: match[0][0] + sign + match[0][1:], text)


@cache
def _by_code() -> dict[str, dict[str, str]]:
    return {division["region_code"]: division for division in divisions()}


@cache
def _names_of(code: str) -> re.Pattern[str]:
    """Return what finds the names of a division and of those above it but the root."""
    names: set[str] = set()
    while code in _by_code() and _by_code()[code]["parent_code"]:
        division = _by_code()[code]
        names |= {division["name"], division["committee_name"]} - {""}
        code = division["parent_code"]
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
