"""The notice 渝民发〔2020〕17号 as data: its text, rules, annex and businesses."""

from __future__ import annotations

import csv
import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from graph_service.answers.nodes import Clause
from graph_service.answers.readings import Interpretation

DATA = Path(__file__).parent / "data"


@cache
def text() -> str:
    """Return the notice's text: every quote that the service shows stands in it."""
    return (DATA / "notice.txt").read_text(encoding="utf-8")


@cache
def rules() -> dict[str, dict[str, Any]]:
    """Return every rule by its id: clause, literal quotes, severity, titles and check."""
    return {rule["rule_id"]: rule for rule in _json("rules.json")}


@cache
def rules_with(member: str) -> dict[Any, str]:
    """Return the rules that have a member, by its value: which names what, whose group it sets."""
    return {rule[member]: rule_id for rule_id, rule in rules().items() if member in rule}


@cache
def interpretations() -> dict[str, Interpretation]:
    """Return our readings of what the notice leaves open, by id (I-1 to I-30)."""
    return {entry["id"]: entry for entry in _json("interpretations.json")}


@cache
def permissions() -> list[dict[str, Any]]:
    """Return the annex's five columns."""
    return _json("permission_groups.json")["permissions"]


@cache
def permission_groups() -> list[dict[str, Any]]:
    """Return the annex's nine rows with what each grants."""
    return _json("permission_groups.json")["permission_groups"]


@cache
def hub_groups() -> dict[str, str]:
    """Return the group that the notice prescribes for a hub of each level (P-0c, P-1 to P-3)."""
    return _json("permission_groups.json")["hub_groups"]


@cache
def default_groups() -> dict[str, str]:
    """Return the group that the system sets by default, by registration status (P-4, P-5)."""
    return _json("permission_groups.json")["default_groups"]


def grants(group: str) -> frozenset[str]:
    """Return the permissions of one group, by their codes."""
    return next(
        frozenset(entry["grants"]) for entry in permission_groups() if entry["code"] == group
    )


@cache
def businesses() -> list[dict[str, Any]]:
    """Return the review businesses: what exempts from each and what its reviewer needs."""
    return _json("businesses.json")


@cache
def name_patterns() -> dict[str, Any]:
    """Return the name forms of N-2 to N-8, all their ``suffixes``, the responsible units of N-7."""
    forms = _json("name_patterns.json")
    of_hubs = [suffix for suffixes in forms["hub_names"].values() for suffix in suffixes]
    return forms | {"suffixes": [*of_hubs, forms["non_hub_suffix"]]}


@cache
def captions() -> dict[str, list[str]]:
    """Return what captions of pictures leave out, and where they break."""
    return _json("captions.json")


def normalised(text: str) -> str:
    """Return a name without blanks, in full form, its look-alike characters made plain."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").replace("\u200b", "")
    for strange, usual in name_patterns()["look_alikes"].items():
        plain = plain.replace(strange, usual)
    return plain


@cache
def reasons() -> dict[str, Any]:
    """Return which rules stand behind each outcome and each step of a route."""
    return _json("reasons.json")


@cache
def rule_parts() -> dict[str, tuple[str, ...]]:
    """Return the parts in which a change asks the rules, each with the letters of its rule ids."""
    return {part: tuple(letters) for part, letters in _json("reach.json")["rules"].items()}


@cache
def part_along() -> str:
    """Return the part whose rules are few enough to be asked within what a change begins with."""
    return _json("reach.json")["along"]


@cache
def reach() -> dict[str, dict[str, list[str]]]:
    """Return what a column of a team's row bears on: questions, parts of the rules, other teams."""
    return _json("reach.json")["columns"]


@cache
def network_rules() -> list[str]:
    """Return the rules that are about no team, only about the network."""
    return [rule_id for rule_id, rule in rules().items() if rule.get("of_network")]


@cache
def record_rules() -> list[str]:
    """Return the rules about records: they age, so they are the audit's and no answer's."""
    return [rule_id for rule_id, rule in rules().items() if rule.get("of_records")]


@cache
def rules_reached() -> dict[str, list[str]]:
    """Return the parts of the rules that are asked of teams reached in each way."""
    return _json("reach.json")["reached"]


@cache
def self_edges() -> dict[str, list[dict[str, str]]]:
    """Return for each kind of row the columns that may not name the row itself, and why not."""
    return _json("self_edges.json")


@cache
def credit_codes() -> dict[str, Any]:
    """Return the alphabet and the weights of GB 32100 and GB 11714."""
    return _json("credit_codes.json")


@cache
def clause(rule_id: str) -> Clause:
    """Return a rule's clause with its literal words."""
    rule = rules()[rule_id]
    quote = rule["quotes"][0] if rule["quotes"] else None
    return {"rule_id": rule_id, "clause": rule["clause"], "quote": quote}


def clauses(rule_ids: list[str]) -> list[Clause]:
    """Return the clauses of several rules, in their order."""
    return [clause(rule_id) for rule_id in rule_ids]


@cache
def editions() -> dict[str, dict[str, Any]]:
    """Return the editions of the divisions after the first: new districts, and the moves' table."""
    return _json("editions.json")


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the data folder's CSV files."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _json(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))
