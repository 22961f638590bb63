"""Every answer is what the OpenAPI document says, no field more and none less."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter

from graph_service.answers.checks import CheckAnswers
from graph_service.answers.hours import RegionStars, TeamHours
from graph_service.answers.lists import Page
from graph_service.answers.nodes import Node
from graph_service.answers.permissions import Permissions
from graph_service.answers.policy import (
    BusinessRow,
    PermissionGroupRow,
    RegistrationAuthority,
    Rule,
)
from graph_service.answers.problems import Problem
from graph_service.answers.queues import QueueSummary, Waiting
from graph_service.answers.regions import Region, RegionRow
from graph_service.answers.reports import AuthorityRow, DepartmentRow, UnitRow
from graph_service.answers.reverse import Managers, Subordinate
from graph_service.answers.routes import RouteAnswers, Routes
from graph_service.answers.scope import Scope, ScopeTeam
from graph_service.answers.teams import Team, TeamPage
from tests.api.conftest import Call

READS: list[tuple[str, Any]] = [
    ("/v1/teams?limit=50", TeamPage),
    ("/v1/teams/T", Team),
    ("/v1/teams/L", Team),
    ("/v1/teams/H50", Team),
    ("/v1/teams/T/review-routes", Routes),
    ("/v1/teams/L/review-routes", Routes),
    ("/v1/teams/H50/review-routes", Routes),
    ("/v1/teams/T/permissions", Permissions),
    ("/v1/teams/H500112/scope", Scope),
    ("/v1/teams/T/scope", Scope),
    ("/v1/teams/H500112/scope/teams", Page[ScopeTeam]),
    ("/v1/teams/T/managers", Managers),
    ("/v1/teams/T/viewers", Page[Node]),
    ("/v1/teams/H500112/subordinates?depth=3", Page[Subordinate]),
    ("/v1/regions/50", Region),
    ("/v1/regions/500112011001", Region),
    ("/v1/regions/500112/children", Page[RegionRow]),
    ("/v1/teams/H500112/hours", TeamHours),
    ("/v1/teams/T/hours?by=team&reviewed=true", TeamHours),
    ("/v1/regions/50/stars", RegionStars),
    ("/v1/teams/H500112011/review-queue", Page[Waiting]),
    ("/v1/teams/H500112011/review-queue/summary", QueueSummary),
    ("/v1/registration-authorities/RA-500112/review-queue/summary", QueueSummary),
    ("/v1/reports/responsible-units?within=500112", Page[UnitRow]),
    ("/v1/reports/registration-authorities", Page[AuthorityRow]),
    ("/v1/reports/departments", Page[DepartmentRow]),
    ("/v1/registration-authorities", Page[RegistrationAuthority]),
    ("/v1/permission-groups", Page[PermissionGroupRow]),
    ("/v1/businesses", Page[BusinessRow]),
    ("/v1/rules", Page[Rule]),
]


def written(shape: Any, answer: Any) -> Any:
    """Return the answer's members that its type declares, every one of them checked."""
    adapter = TypeAdapter(shape)
    return adapter.dump_python(adapter.validate_python(answer), mode="json")


@pytest.mark.parametrize(("path", "shape"), READS)
def test_a_read_answers_its_documented_shape(path: str, shape: Any, call: Call) -> None:
    answer = call("GET", path).json()
    assert written(shape, answer) == answer


def test_batches_answer_their_documented_shape(call: Call) -> None:
    items: Any = [
        {"team_id": "T", "business": "hours_recording"},
        {"team_id": "nobody", "business": "hours_recording"},
        {"team_id": "T", "business": "cooking"},
    ]
    answer = call("POST", "/v1/review-routes", json={"items": items}).json()
    assert written(RouteAnswers, answer) == answer
    items = [
        {"subject_id": "H500112", "power": power, "team_id": "T"}
        for power in ("manage_team", "review:hours_recording", "dance")
    ]
    answer = call("POST", "/v1/checks", json={"items": items}).json()
    assert written(CheckAnswers, answer) == answer


def test_every_operation_documents_its_answer_and_its_problems(app: Any, call: Call) -> None:
    document = app.openapi()
    assert document["openapi"].startswith("3.1")
    documented = {path.split("?")[0].replace("/T/", "/{team_id}/") for path, _ in READS}
    for path, operations in document["paths"].items():
        if not path.startswith("/v1/"):
            continue
        for operation in operations.values():
            assert operation["summary"]
            assert operation["description"], path
            assert operation["responses"]["default"] == {"$ref": "#/components/responses/Problem"}
        if path in documented:
            content = operations["get"]["responses"]["200"]["content"]["application/json"]
            for schema in content["schema"].get("anyOf", [content["schema"]]):
                assert schema.get("$ref"), path
    problem = call("GET", "/v1/teams/nobody").json()
    assert set(written(Problem, problem)) >= {"type", "title", "status", "detail", "instance"}
