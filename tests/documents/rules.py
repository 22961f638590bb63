"""docs/rules.md: every rule and reading of the notice, from the data that the service uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph_service import notice
from graph_service.questions import rules as audit_rules
from tests.worlds import build

_HEAD = """# The notice, sentence by rule 通知与规则

Made by `make docs` from `rules.json`, `interpretations.json` and the worked examples; edit those.

Severity: ERROR for what the notice says must be, and for what no network can be; WARN for 原则上
and for our own readings; INFO for what is worth showing and no fault. Quotes are the notice's own
words. A rule without a statement is told by another answer, or says why it is not checked.
"""


def text() -> str:
    """Return the document."""
    rules = (line for rule in notice.rules().values() for line in _rule(rule))
    readings = (line for entry in notice.interpretations().values() for line in _reading(entry))
    return "\n".join([_HEAD, "## Rules 规则", "", *rules, "## Readings 读法", "", *readings])


def _rule(rule: Any) -> Iterator[str]:
    rule_id = rule["rule_id"]
    yield f"### {rule_id} {rule['title_zh']}"
    yield ""
    yield f"{rule['title_en']}. {rule['clause'] or 'Derived by us'}, {rule['severity']}."
    yield ""
    for quote in rule["quotes"]:
        yield f"> {quote}"
        yield ">"
    if rule["quotes"]:
        yield ""
    yield f"- Checked: {rule['check']}"
    if rule_id in audit_rules.RULES:
        name = rule_id.lower().replace("-", "_")
        yield f"- Statement: [`{name}.cypher`](../cypher/questions/audit/{name}.cypher)"
    for side in ("expected", "actual"):
        if rule.get(side):
            held = ", ".join(f"{name} ({kind})" for name, kind in rule[side]["holds"].items())
            yield f"- {side.capitalize()}: {held}"
    if rule.get("remedy"):
        safe = "the notice alone determines it" if rule["remedy"]["safe"] else "someone must choose"
        yield f"- Remedy: {', '.join(_operations(rule['remedy']))}; {safe}"
    if rule.get("told_by"):
        yield f"- Answered by: {rule['told_by']}"
    if rule.get("open"):
        yield f"- Not checked: {rule['open']['en']}"
    if rule["interpretations"]:
        yield f"- Readings: {', '.join(rule['interpretations'])}"
    shown = _examples(rule_id)
    if shown:
        yield f"- Worked examples: {', '.join(shown)}"
    yield ""


def _operations(remedy: Any) -> list[str]:
    names = (entry["operation"] for way in remedy["ways"] for entry in way)
    return [f"`{name}`" for name in dict.fromkeys(names)]


def _examples(rule_id: str) -> list[str]:
    return [
        entry["id"]
        for entry in build.worked()["examples"]
        if rule_id in entry["expect"].get("violations", ())
    ]


def _reading(entry: Any) -> Iterator[str]:
    yield f"### {entry['id']} {entry['question_zh']}"
    yield ""
    yield f"{entry['decision_zh']}"
    yield ""
    yield f"- Decision: {entry['decision']}"
    if entry["alternatives"]:
        yield f"- Otherwise: {entry['alternatives']}"
    yield f"- Why: {entry['why']}"
    if entry["setting"]:
        yield f"- Setting: `GRAPH_SERVICE_{entry['setting'].upper()}`"
    yield ""
