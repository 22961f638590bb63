"""Rules are data: a row each, and no Python file holds a set of their ids."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import graph_service
from graph_service import cypher, notice
from graph_service.messages import say
from graph_service.questions import facts, rules

FILES = sorted(Path(graph_service.__file__).parent.rglob("*.py"))
RULE_ID = re.compile(r"[A-Z]-\d+[a-z]?")
KINDS = {"team", "region", "authority", "group", "permission", "name", "text", "code", "count"}
ADVICE = {"refusal", "warning", "silent"}
LITERALS = (ast.Set, ast.List, ast.Tuple, ast.Dict)


def _ids(node: ast.AST) -> list[str]:
    """The rule ids that a literal holds, at any depth of literals and choices."""
    return [
        inner.value
        for inner in ast.walk(node)
        if isinstance(inner, ast.Constant)
        and isinstance(inner.value, str)
        and RULE_ID.fullmatch(inner.value)
        and inner.value in notice.rules()
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_python_file_holds_a_set_of_rule_ids(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    held = {tuple(_ids(node)) for node in ast.walk(tree) if isinstance(node, LITERALS)}
    assert not [ids for ids in held if len(set(ids)) > 1]


def _text(rule_id: str) -> str:
    letter, number = rule_id.split("-")
    return cypher.load(f"questions/audit/{letter.lower()}_{number}")


@pytest.mark.parametrize("rule_id", rules.RULES)
def test_a_row_says_what_its_findings_hold_and_who_hears_of_them(rule_id: str) -> None:
    rule = notice.rules()[rule_id]
    assert rule["advice"]["as"] in ADVICE
    if "alternative" in rule["advice"]:
        key = rule["advice"]["alternative"].replace("affiliation", "liaison")
        assert all(say(f"alternative.{key}", pattern="甲", node="乙"))
    assert rule["actual"] is not None
    [returned] = re.findall(
        r"RETURN (?:team\.team_id|null) AS team_id, (.*) AS severity", _text(rule_id)
    )
    assert sorted(re.findall(r"'([A-Z]+)'", returned)) == sorted(rule["severities"])
    for side in filter(None, (rule["expected"], rule["actual"])):
        assert {kind.removeprefix("list of ") for kind in side["holds"].values()} <= KINDS
        for form in ("text", "zh", "en"):
            places = set(re.findall(r"\{(\w+)\}", side.get(form, "")))
            assert places <= set(side["holds"])
    for way in rule.get("remedy", {}).get("ways", []):
        for place in re.findall(r"\{(\w+)\.(\w+)\}", str(way)):
            assert place[1] in rule[place[0]]["holds"]


@pytest.mark.parametrize(
    ("rule_id", "side", "held", "text", "zh"),
    [
        (
            "P-2",
            "expected",
            {"permission_group": "intermediate_fast", "set_by": "H"},
            "intermediate_fast < H",
            "中级团体组（快审），由甲（H）设置",
        ),
        (
            "P-2",
            "actual",
            {"permission_group": "basic", "set_by": None},
            "basic < ",
            "基本团体组，由无设置",
        ),
        ("A-9", "actual", {"team_id": None, "form": "branch"}, " branch", " branch"),
        ("A-9", "actual", {"team_id": "H", "form": None}, "H", "甲（H）"),
        ("A-9", "actual", {"team_id": None, "form": None}, None, "无"),
        (
            "A-4",
            "actual",
            {"edges": [{"count": 2, "of": "REGISTERED_BY"}]},
            "2 REGISTERED_BY",
            None,
        ),
        ("M-5", "actual", {"roles": []}, "", "无"),
        ("N-10", "actual", {"team_ids": ["H", "K"]}, "H, K", "甲（H）、K"),
        ("P-10", "actual", {"status": "active", "permission_group": "pending"}, None, None),
    ],
)
def test_facts_read_as_their_texts(
    rule_id: str, side: str, held: facts.Facts, text: str | None, zh: str | None
) -> None:
    row = notice.rules()[rule_id][side]
    if text is not None or zh == "无":
        assert facts.text(row, held) == text
    if zh is not None:
        assert facts.said(row, held, {"H": "甲"}, "zh") == zh
    assert facts.teams_of(row, held) == [i for i in ("H", "K") if f"'{i}'" in str(held)]
