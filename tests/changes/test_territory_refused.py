"""What operations on divisions refuse: each with the field, the id, the rule, in two languages."""

from __future__ import annotations

from typing import Any

import pytest

from graph_service.changes.powers import demand_lawful
from graph_service.errors import Forbidden, ServiceError
from graph_service.operations.effects import apply
from graph_service.operations.forming import from_dict
from graph_service.operations.held import Held
from graph_service.rows.columns import columns
from graph_service.store.history import Actor

DAY = "2026-01-01"
Given = dict[str, Any]


def region(code: str, level: str, parent: str | None, **more: str | None) -> dict[str, str | None]:
    row: dict[str, str | None] = {column.name: None for column in columns("regions")}
    row |= {"region_code": code, "name": code, "level": level, "parent_code": parent}
    return row | {"kind": "district", "ended": None} | more


def team(team_id: str, code: str, kind: str = "non_hub") -> dict[str, str | None]:
    row: dict[str, str | None] = {column.name: None for column in columns("teams")}
    row |= {"team_id": team_id, "name": team_id, "team_kind": kind, "region_code": code}
    return row | {"registration_status": "unregistered", "status": "active"}


def held(**more: Any) -> Held:
    rows = [
        region("50", "city", None),
        region("500101", "district", "50"),
        region("500102", "district", "50"),
        region("500103", "district", "50", ended="true", valid_to="2025-01-01"),
        region("500104", "district", "50", valid_to="2999-01-01"),
        region("500101001", "town", "500101"),
        region("500101002", "town", "500101"),
        region("500102001", "town", "500102"),
    ]
    teams = {"T": team("T", "500101"), "H": team("H", "500101", "hub")}
    known: Any = {str(row["region_code"]): row for row in rows}
    return Held(teams={**teams}, regions=known, day=DAY, **more)


def merge(sources: Any = ("500101", "500102"), **into: Any) -> Given:
    target = {"region_code": "500190", "name": "新区", "kind": "district"} | into
    target = {name: value for name, value in target.items() if value is not None}
    return {"operation": "merge_regions", "from": list(sources), "into": target, "valid_from": DAY}


def split(*parts: Given, **more: Any) -> Given:
    given = {"operation": "split_region", "from": "500101", "into": list(parts), "valid_from": DAY}
    return given | more


def part(code: str, children: list[str], **more: Any) -> Given:
    told = {"region_code": code, "name": "新区", "kind": "district", "children": children}
    return told | more


def move(code: str, to: str) -> Given:
    moved = {"operation": "move_region", "region_code": code, "to_parent": to}
    return moved | {"valid_from": DAY}


ONE, TWO = "500101001", "500101002"
REFUSED: list[tuple[Given, int, str, Any]] = [
    (merge(["500101", "500199"]), 404, "from[1]", "500199"),
    (merge(["500101", "500103"]), 409, "from[1]", "500103"),
    (merge(["500101", "500101"]), 422, "from[1]", "500101"),
    (merge(["500101", ONE]), 422, "from[1]", ONE),
    (merge(["50"]), 422, "from", "50"),
    (merge([]), 422, "from", "[]"),
    (merge(region_code="500101"), 422, "into.region_code", "500101"),
    (merge(region_code="500103"), 409, "into.region_code", "500103"),
    (merge(region_code=ONE), 422, "into.region_code", ONE),
    (merge(region_code="500190001"), 422, "into.region_code", "500190001"),
    (merge(region_code="x"), 422, "into.region_code", "x"),
    (merge(name=None), 422, "into.name", None),
    (merge(kind=None), 422, "into.kind", None),
    (merge(kind="town"), 422, "into.kind", "town"),
    (merge(kind="planet"), 422, "into.kind", "planet"),
    (merge(colour="red"), 422, "into.colour", None),
    (merge(parent="500102"), 422, "into.parent", "500102"),
    (merge(parent="500199"), 404, "into.parent", "500199"),
    (merge([ONE, "500102001"], region_code="500101900", kind="town"), 422, "into.parent", None),
    (merge() | {"valid_from": "2026-01-02"}, 409, "valid_from", "2026-01-02"),
    (merge() | {"valid_from": "soon"}, 422, "valid_from", "soon"),
    (merge() | {"valid_from": ""}, 422, "valid_from", ""),
    (merge() | {"team_id": "T"}, 422, "team_id", "T"),
    (merge() | {"into": "500190"}, 422, "into", 500190),
    (merge() | {"into": "{"}, 422, "into", "{"),
    (split(part("500190", [ONE])), 422, "into", 1),
    (split(part("500190", [ONE]), part("500191", [])), 422, "into.children", TWO),
    (split(part("500190", [ONE, TWO]), part("500191", [TWO])), 422, "into[1].children[0]", TWO),
    (
        split(part("500190", [ONE, "500102001"]), part("500191", [TWO])),
        422,
        "into[0].children[1]",
        "500102001",
    ),
    (split(part("500190", [ONE]), part("500190", [TWO])), 422, "into[1].region_code", "500190"),
    (split(part("500190", [ONE]), part("500191", [TWO])), 422, "into.teams", "T"),
    (
        split(part("500190", [ONE]), part("500191", [TWO], teams=["T", "H"])),
        422,
        "into[1].teams[1]",
        "H",
    ),
    (split(part("500190", []), part("500191", []), **{"from": "50"}), 422, "from", "50"),
    (move(ONE, "500199"), 404, "to_parent", "500199"),
    (move(ONE, "500103"), 409, "to_parent", "500103"),
    (move(ONE, "500102001"), 422, "to_parent", "500102001"),
    (move("500103", "50"), 409, "region_code", "500103"),
    (move("50", "50"), 422, "region_code", "50"),
    (
        {"operation": "rename_region", "region_code": "500103", "name": "甲区", "valid_from": DAY},
        409,
        "region_code",
        "500103",
    ),
    (
        {"operation": "rename_region", "region_code": ONE, "name": "", "valid_from": DAY},
        422,
        "name",
        "",
    ),
    ({"operation": "end_regions", "codes": ["500101"]}, 409, "codes[0]", "500101"),
    ({"operation": "end_regions", "codes": ["500104"]}, 409, "codes[0]", "2999-01-01"),
    ({"operation": "end_regions", "codes": ["500199"]}, 404, "codes[0]", "500199"),
    ({"operation": "adopt_edition", "edition": "1999"}, 422, "edition", "1999"),
    ({"operation": "adopt_edition", "edition": "2026"}, 404, "edition", "500105"),
]


@pytest.mark.parametrize(("given", "status", "field", "value"), REFUSED)
def test_a_refusal_names_the_field_and_the_id(
    given: Given, status: int, field: str, value: Any
) -> None:
    with pytest.raises(ServiceError) as refused:
        apply(held(), from_dict(given))
    error = refused.value
    assert error.status == status, error
    if status == 422:
        [told] = error.members["errors"]
        assert (told["field"], told["value"]) == (field, value)
    else:
        assert (error.members["field"], error.members["id"]) == (field, value)
    assert error.message_zh
    assert error.message_en
    assert error.message_zh != error.message_en


def test_a_day_to_come_is_rehearsed_and_not_carried_out() -> None:
    later = from_dict(merge() | {"valid_from": "2026-02"})
    with pytest.raises(ServiceError) as refused:
        apply(held(), later)
    assert refused.value.slug == "not_yet"
    rehearsed = held(as_if=True)
    apply(rehearsed, later)
    ended = rehearsed.regions["500101"] or {}
    assert (ended["ended"], ended["valid_to"]) == ("true", "2026-02")


def test_what_stands_keeps_what_it_has() -> None:
    rows = held()
    apply(rows, from_dict(merge(["500101"], region_code="500102", name="别名", kind="county")))
    target = rows.regions["500102"] or {}
    assert (target["name"], target["kind"]) == ("500102", "district")
    assert {(rows.regions[code] or {})["parent_code"] for code in (ONE, TWO)} == {"500102"}
    assert rows.team("T")["region_code"] == "500102"
    assert rows.team("H")["region_code"] == "500101"


def test_lists_and_objects_are_taken_as_text() -> None:
    given = merge()
    text = '{"region_code": "500190", "name": "新区", "kind": "district"}'
    assert from_dict(given | {"from": "500101;500102", "into": text}) == from_dict(given)
    assert from_dict(given | {"from": '["500101", "500102"]'}) == from_dict(given)


def test_divisions_are_the_administrators() -> None:
    operator = Actor(role="operator", team_id="H50")
    with pytest.raises(Forbidden) as refused:
        demand_lawful(operator, [from_dict(merge())], accept_violations=False)
    assert refused.value.members["missing"] == "role"
