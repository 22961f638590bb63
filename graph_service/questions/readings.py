"""Undetermined is an answer: which reading decided, what others say, what changes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph_service import notice
from graph_service.answers.readings import DecidedBy, Interpretation, RulesReading
from graph_service.model import Policy
from graph_service.vocabulary import FastReviewPolicy

_ENVIRONMENT = "GRAPH_SERVICE_"
_VALUES: dict[str, list[Any]] = {
    "fast_review_policy": [str(value) for value in FastReviewPolicy],
    "zone_overlay": [False, True],
    "upgrade_cap": [True, False],
    "edition": ["2023-06", "2026"],
}


def deciding(names: Iterable[str], policy: Policy) -> list[Interpretation]:
    """Return the interpretations that decided, each with its alternatives and what changes it."""
    return [_reading(name, policy) for name in dict.fromkeys(names)]


def named(names: Iterable[str], policy: Policy) -> list[DecidedBy]:
    """Return the interpretations that decided, by id, with the setting that changes each.

    GET /v1/interpretations tells them whole.
    """
    return [_named(name, policy) for name in dict.fromkeys(names)]


def of_rules(rule_ids: Iterable[str], policy: Policy) -> list[RulesReading]:
    """Return the interpretations that stand behind some rules, with the rules of each."""
    rules: dict[str, list[str]] = {}
    for rule_id in dict.fromkeys(rule_ids):
        for name in notice.rules()[rule_id]["interpretations"]:
            rules.setdefault(name, []).append(rule_id)
    ordered = sorted(rules, key=lambda name: int(name.removeprefix("I-")))
    return [{**_reading(name, policy), "rule_ids": rules[name]} for name in ordered]


def others(setting: str, policy: Policy) -> list[Any]:
    """Return the values of a setting that are not in force."""
    return [value for value in _VALUES[setting] if value != _in_force(setting, policy)]


def _reading(name: str, policy: Policy) -> Interpretation:
    entry = notice.interpretations()[name]
    setting = entry["setting"]
    if setting is None:
        return {**entry}
    return {
        **entry,
        "environment": _ENVIRONMENT + setting.upper(),
        "in_force": _in_force(setting, policy),
        "other_values": others(setting, policy),
    }


def _named(name: str, policy: Policy) -> DecidedBy:
    setting = notice.interpretations()[name]["setting"]
    in_force = None if setting is None else _in_force(setting, policy)
    return {"id": name, "setting": setting, "in_force": in_force}


def _in_force(setting: str, policy: Policy) -> Any:
    value = getattr(policy, setting)
    return value if isinstance(value, bool) else str(value)
