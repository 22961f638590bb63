"""The notice's reader without a graph: which teams are probably registered twice (N-12, A-14)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

BRACKETS = str.maketrans("〔〕【】[]", "()()()")
SUFFIXES = ("志愿服务队", "志愿者协会", "志愿服务联合会", "志愿服务总队", "志愿服务大队")

Row = dict[str, str]
Pairs = set[tuple[str, str]]


def plain_name(name: str, divisions: Iterable[str]) -> str:
    """Return a name in plain width and brackets, without blanks and the divisions before it."""
    rest = unicodedata.normalize("NFKC", name).replace(" ", "").translate(BRACKETS)
    for division in ("重庆市", *divisions):
        cut = rest.removeprefix(division)
        if cut not in SUFFIXES:
            rest = cut
    return rest


def plain_code(code: str) -> str:
    """Return a credit code in its bare form."""
    return unicodedata.normalize("NFKC", code).replace(" ", "").replace("-", "").upper()


def of_one_name(teams: Iterable[Row], divisions: dict[str, list[str]]) -> Pairs:
    """Return each non-hub team with each other of its region and name, closed ones left out."""
    open_teams = [t for t in teams if t["team_kind"] != "hub" and t["status"] != "closed"]
    keys = {
        t["team_id"]: (t["region_code"], plain_name(t["name"], divisions[t["region_code"]]))
        for t in open_teams
    }
    return {(a, b) for a in keys for b in keys if a != b and keys[a] == keys[b]}


def of_one_code(teams: Iterable[Row]) -> Pairs:
    """Return each team with each other of its code, closed ones and a branch's parent left out."""
    rows = [t for t in teams if t["status"] != "closed" and plain_code(t["uscc"])]
    return {
        (a["team_id"], b["team_id"])
        for a in rows
        for b in rows
        if a["team_id"] != b["team_id"]
        and plain_code(a["uscc"]) == plain_code(b["uscc"])
        and a["team_id"] != b["branch_of"]
        and b["team_id"] != a["branch_of"]
    }
