"""The notice page leaves no sentence open but those that no register can answer, with reasons."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph_service import notice
from graph_service.explorer.sentences import sentences
from graph_service.questions import rules

ROOT = Path(__file__).parents[2]
OPEN = {"S-2", "Q-5", "Q-6"}


def test_every_sentence_has_a_rule_or_asks_nothing() -> None:
    asks_nothing = [s for s in sentences() if not s.rule_ids]
    assert all(s.kind in ("heading", "preamble") for s in asks_nothing)
    assert not [s.text for s in asks_nothing if "应" in s.text.replace("应急", "")]
    preamble = [s.number for s in asks_nothing if s.kind == "preamble"]
    assert preamble == list(range(6))


@pytest.mark.parametrize("rule_id", notice.rules())
def test_every_rule_is_checked_or_answered_or_says_why_not(rule_id: str) -> None:
    rule = notice.rules()[rule_id]
    ways = [rule_id in rules.RULES, "told_by" in rule, "open" in rule]
    assert sum(ways) == 1
    assert ("open" in rule) == (rule_id in OPEN)


def test_what_answers_a_rule_is_an_operation_of_the_api() -> None:
    paths = json.loads((ROOT / "docs/openapi.json").read_text(encoding="utf-8"))["paths"]
    for rule in notice.rules().values():
        for told in filter(None, rule.get("told_by", "").split(", ")):
            method, _, path = told.partition(" ")
            assert method.lower() in paths[path]
