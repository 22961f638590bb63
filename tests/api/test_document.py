"""The OpenAPI document says all that a client needs: names, schemas, problems, links, examples."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from pydantic import TypeAdapter

from graph_service.answers.forms import fields
from graph_service.answers.history import ApplicationColumns, ImportCounts, TeamColumns
from graph_service.answers.teams import Team
from graph_service.notice import DATA
from graph_service.rows.columns import columns, kinds

DOCUMENT = json.loads((Path(__file__).parents[2] / "docs/openapi.json").read_text("utf-8"))
SCHEMAS = DOCUMENT["components"]["schemas"]
OPERATIONS = {
    operation["operationId"]: (method, path, operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
}
EACH = pytest.mark.parametrize("name", OPERATIONS)
PROBLEM = "application/problem+json"


def answers(operation: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((status, said) for status, said in operation["responses"].items() if status[0] == "2")


def resolved(node: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        place: Any = DOCUMENT
        for part in node["$ref"].removeprefix("#/").split("/"):
            place = place[part]
        node = place
    return node


def test_operations_are_called_by_a_verb_and_a_noun() -> None:
    count = sum(len(methods) for methods in DOCUMENT["paths"].values())
    assert len(OPERATIONS) == count
    for name in OPERATIONS:
        assert re.fullmatch(r"[a-z]+(_[a-z]+)+", name), name
        assert len(name) <= 40, name


@EACH
def test_an_operation_is_described_in_a_sentence(name: str) -> None:
    _, _, operation = OPERATIONS[name]
    assert len(operation["description"]) >= 20
    assert operation["description"].rstrip().endswith((".", "。"))
    assert operation["summary"]
    assert operation["tags"]


@EACH
def test_an_operation_has_a_schema_for_what_it_answers(name: str) -> None:
    _, _, operation = OPERATIONS[name]
    found = list(answers(operation))
    assert found
    for status, answer in found:
        assert bool(answer.get("content")) == (status != "204")
        for content in answer.get("content", {}).values():
            for schema in content["schema"].get("anyOf", [content["schema"]]):
                assert schema.get("$ref") or schema["type"] == "string"


@EACH
def test_an_operation_says_what_may_go_wrong(name: str) -> None:
    _, path, operation = OPERATIONS[name]
    if not path.startswith("/v1/"):
        return
    responses = operation["responses"]
    assert {"401", "429", "500", "503", "default"} <= set(responses)
    if "{" in path:
        assert {"404", "422"} <= set(responses)
    if "If-Match" in {parameter["name"].title() for parameter in operation.get("parameters", ())}:
        assert {"403", "409", "412"} <= set(responses)
    for status, response in responses.items():
        if status[0] in "45d":
            assert PROBLEM in resolved(response)["content"], status


def test_readiness_says_that_it_may_be_missing() -> None:
    assert "503" in OPERATIONS["get_readiness"][2]["responses"]


def objects(node: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield place, node
        for key, value in node.items():
            yield from objects(value, f"{place}.{key}")
    elif isinstance(node, list):
        for entry in node:
            yield from objects(entry, place)


def test_an_object_names_its_properties() -> None:
    found = list(objects(SCHEMAS, "schemas"))
    assert len(found) > 80
    for place, schema in found:
        keyed = isinstance(schema.get("additionalProperties"), dict)
        assert schema.get("properties") or (keyed and schema["propertyNames"]), place
        open_ended = schema.get("additionalProperties") is True
        assert not open_ended or place == "schemas.Problem", place


def test_a_value_of_the_vocabulary_is_an_enumeration_everywhere() -> None:
    terms = {
        "team_kind": "TeamKind", "level": "Level", "registration_status": "RegistrationStatus",
        "permission_group": "PermissionGroup", "business": "Business", "outcome": "Outcome",
        "severity": "Severity", "authority_kind": "AuthorityKind", "unit_kind": "UnitKind",
        "to_group": "PermissionGroup", "granted_group": "PermissionGroup",
    }  # fmt: skip
    free = {"TeamColumns", "ApplicationColumns", "WrittenOperation", "RouteItem", "RouteAnswer"}
    free |= {"RouteAnswerThen"}
    for name, schema in SCHEMAS.items():
        for member, kind in terms.items():
            said = schema.get("properties", {}).get(member)
            if said is not None and name not in free:
                assert f'schemas/{kind}"' in json.dumps(said), (name, member)


_OF_OTHERS = ("TeamColumns", "ApplicationColumns", "WrittenOperation", "Problem", "PlanProblem")


def test_the_same_member_has_one_type_everywhere() -> None:
    kinds_of: dict[str, set[str]] = {}
    for name, schema in SCHEMAS.items():
        if name in _OF_OTHERS:
            continue
        for member, said in schema.get("properties", {}).items():
            for part in said.get("anyOf", [said]):
                kind = part.get("format", part.get("type"))
                if kind not in (None, "null"):
                    kinds_of.setdefault(member, set()).add(kind)
    mixed = {member: found for member, found in kinds_of.items() if len(found) > 1}
    counts = {
        "teams",
        "legal_persons",
        "reviewed",
        "findings",
        "expected",
        "viewing",
    }
    several = counts | {
        "value",
        "in_force",
        "decided_by",
        "decided_at",
        "answer_changes",
        "by",
        "permissions",
        "from",  # one division is split, several merge
        "children",  # of a division how many, of a part which
    }  # of two kinds by contract
    assert set(mixed) <= several, mixed


def test_what_a_team_shows_can_be_written_or_is_marked_derived() -> None:
    written = {column.name for column in columns("teams")}
    edges = {"liaison", "registration_authority", "viewing", "branch_of", "persons"}
    shown = SCHEMAS["Team"]["properties"]
    derived = {member for member in shown if shown[member].get("readOnly")}
    assert derived == set(Team.__annotations__) - written - edges
    assert {"display_name", "level", "revision", "expected_affiliation"} <= derived


def test_the_history_and_an_import_have_the_same_columns() -> None:
    assert fields(TeamColumns) == tuple(column.name for column in columns("teams"))
    assert fields(ApplicationColumns) == tuple(column.name for column in columns("applications"))
    assert fields(ImportCounts) == kinds()


def test_links_lead_to_what_may_be_asked_next() -> None:
    count = 0
    for _, _, operation in OPERATIONS.values():
        for _, answer in answers(operation):
            for link in answer.get("links", {}).values():
                count += 1
                holds(link, answer)
    assert count >= 8


def holds(link: dict[str, Any], answer: dict[str, Any]) -> None:
    """A link's target has the parameters, and the answer has what they are taken from."""
    _, _, target = OPERATIONS[link["operationId"]]
    assert set(link.get("parameters", {})) <= {p["name"] for p in target["parameters"]}
    assert link["description"].endswith(".")
    body = link.get("requestBody", {})
    for expression in [*link.get("parameters", {}).values(), *body.values()]:
        if expression.startswith("$response.body#/"):
            schema = answer["content"]["application/json"]["schema"]
            schema = schema.get("anyOf", [schema])[0]
            for part in expression.removeprefix("$response.body#/").split("/"):
                schema = resolved(schema)
                schema = resolved(schema.get("anyOf", [schema])[0])
                schema = schema["items"] if part == "0" else schema["properties"][part]
    if body:
        taken = resolved(target["requestBody"]["content"]["application/json"]["schema"])
        assert set(taken.get("required", ())) <= set(body) <= set(taken["properties"])


def test_an_import_takes_a_part_per_kind() -> None:
    _, _, operation = OPERATIONS["import_register"]
    parts = operation["requestBody"]["content"]["multipart/form-data"]["schema"]["properties"]
    assert tuple(parts) == tuple(sorted(kinds()))
    assert {"application/json", PROBLEM} <= set(operation["responses"]["422"]["content"])


def test_streams_are_answers_of_their_own_content_type() -> None:
    for name, media in (("list_changes", "text/event-stream"), ("list_scope_teams", "ndjson")):
        _, _, operation = OPERATIONS[name]
        assert any(media in content for content in operation["responses"]["200"]["content"])


def every_route(app: Any) -> Iterator[APIRoute]:
    for entry in app.routes:
        if isinstance(entry, APIRoute):
            yield entry
        elif hasattr(entry, "original_router"):
            yield from every_route(entry.original_router)


def test_every_operation_shows_an_example_that_is_of_its_type(doors: Any) -> None:
    examples = json.loads((DATA / "examples.json").read_text("utf-8"))
    without = {name for name in OPERATIONS if name not in examples}
    answering_nothing = {"delete_team", "delete_plan", "delete_record"}
    assert without <= answering_nothing | {"import_register", "get_metrics"}
    typed = {entry.name: entry.response_model for entry in every_route(doors)}
    for name, said in examples.items():
        adapter = TypeAdapter(typed[name])
        answer = said["answers"]["application/json"]
        assert adapter.dump_python(adapter.validate_python(answer), mode="json") == answer, name
