"""Each operation asked once on a small world: no answer has a member that its schema lacks."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.api.conftest import Call
from tests.api.test_examples import NEW, PLAN, RECORD, STORY, filled

# As the examples' story, but for what the small world lacks; then what no example is kept of.
SMALL = {"list_viewers": {"team_id": "T"}}
FILES = {"files": {"teams": ("teams.csv", "team_id,name\nnobody,某队\n".encode(), "text/csv")}}
GONE = {"team_id": "gone", "name": "某队", "region_code": "50"}
MORE: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("import_register", {"mode": "keep_going", "dry_run": True}, FILES),
    ("get_team", {"team_id": "L", "debug": "cypher"}, {}),
    ("list_violations", {"team_id": NEW, "fixes": True}, {}),
    ("register_team", {"accept_violations": True}, {"json": GONE}),
    ("delete_team", {"team_id": "gone"}, {}),
    ("enter_records", {}, {"json": {"items": [RECORD, RECORD | {"record_id": "R-2"}]}}),
    ("delete_record", {"record_id": "R-2"}, {}),
    ("delete_plan", {"plan_id": PLAN}, {}),
    ("get_metrics", {}, {}),
]


def strict(node: Any) -> Any:
    """A schema that lets no member pass which it does not name."""
    if isinstance(node, list):
        return [strict(part) for part in node]
    if not isinstance(node, dict):
        return node
    closed = {name: strict(part) for name, part in node.items()}
    if closed.get("type") == "object" and "properties" in closed:
        closed.setdefault("additionalProperties", False)
    return closed


@pytest.fixture
def places(app: Any) -> dict[str, Any]:
    return {
        operation["operationId"]: (method, path, operation)
        for path, methods in app.openapi()["paths"].items()
        for method, operation in methods.items()
    }


def test_every_operation_answers_its_schema_and_no_more(
    app: Any, places: dict[str, Any], call: Call, token_of: Any
) -> None:
    token, document = token_of("administrator"), strict(app.openapi())
    asked = [(n, SMALL.get(n, given), {"json": body} if body else {}) for n, given, body in STORY]
    wrong: list[str] = []
    for name, given, body in asked + MORE:
        given = filled(given, call, token)
        method, path, operation = places[name]
        query = {key: value for key, value in given.items() if f"{{{key}}}" not in path}
        answer = call(method.upper(), path.format(**given), params=query, token=token, **body)
        assert answer.is_success, (name, answer.text)
        content = operation["responses"][str(answer.status_code)].get("content", {})
        media = answer.headers.get("content-type", "")
        if not answer.content or not media.startswith("application/json"):
            assert media in content if answer.content else not content, name
            continue
        schema = strict(content["application/json"]["schema"])
        validator = Draft202012Validator(schema | {"components": document["components"]})
        wrong += [
            f"{name}: {e.json_path} {e.message[:200]}" for e in validator.iter_errors(answer.json())
        ]
    assert not wrong, "\n".join(wrong)
    assert {name for name, *_ in asked + MORE} == places.keys()


def test_a_strict_schema_sees_a_member_too_many() -> None:
    node = strict({"type": "object", "properties": {"a": {"type": "object", "properties": {}}}})
    assert Draft202012Validator(node).is_valid({"a": {}})
    assert not Draft202012Validator(node).is_valid({"a": {"b": 1}})
