"""Who may call what: one table, complete."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from starlette.routing import Mount

from graph_service.operations.specs import specs
from tests.api.conftest import Call

ROLES = ("anonymous", "reader", "analyst", "operator", "administrator")
ANYBODY, READING, READER, OPERATOR, ADMINISTRATOR = 0, 0, 1, 3, 4
# method, route: the first role that is let through
LEAST: dict[tuple[str, str], int] = {
    ("GET", "/"): ANYBODY,
    ("GET", "/healthz"): ANYBODY,
    ("GET", "/readyz"): ANYBODY,
    ("GET", "/metrics"): ANYBODY,
    ("GET", "/docs"): ANYBODY,
    ("GET", "/openapi.json"): ANYBODY,
    ("GET", "/static/swagger-ui.css"): ANYBODY,
    ("GET", "/browser/style.grass"): ANYBODY,
    ("GET", "/v1/interpretations"): READING,
    ("GET", "/v1/teams"): READING,
    ("GET", "/v1/teams/{team_id}"): READING,
    ("GET", "/v1/teams/{team_id}/review-routes"): READING,
    ("POST", "/v1/review-routes"): READING,
    ("GET", "/v1/teams/{team_id}/permissions"): READING,
    ("GET", "/v1/teams/{team_id}/scope"): READING,
    ("GET", "/v1/teams/{team_id}/scope/teams"): READING,
    ("GET", "/v1/teams/{team_id}/managers"): READING,
    ("GET", "/v1/teams/{team_id}/viewers"): READING,
    ("GET", "/v1/teams/{team_id}/subordinates"): READING,
    ("POST", "/v1/checks"): READING,
    ("GET", "/v1/regions/{region_code}"): READING,
    ("GET", "/v1/regions/{region_code}/children"): READING,
    ("GET", "/v1/registration-authorities"): READING,
    ("GET", "/v1/permission-groups"): READING,
    ("GET", "/v1/businesses"): READING,
    ("GET", "/v1/rules"): READING,
    ("GET", "/v1/regions/{region_code}/seats"): READING,
    ("GET", "/v1/audit"): READING,
    ("GET", "/v1/audit/summary"): READING,
    ("GET", "/v1/teams/{team_id}/violations"): READING,
    ("GET", "/v1/teams/{team_id}/violations/{rule_id}/fix"): OPERATOR,
    ("GET", "/v1/teams/{team_id}/hours"): READING,
    # An analyst or operator needs a team that manages volunteers of one of its teams.
    ("GET", "/v1/volunteers/{volunteer_no}/hours"): ADMINISTRATOR,
    ("GET", "/v1/regions/{region_code}/stars"): READING,
    ("GET", "/v1/teams/{team_id}/review-queue"): READING,
    ("GET", "/v1/teams/{team_id}/review-queue/summary"): READING,
    ("GET", "/v1/registration-authorities/{authority_id}/review-queue"): READING,
    ("GET", "/v1/registration-authorities/{authority_id}/review-queue/summary"): READING,
    ("GET", "/v1/reports/responsible-units"): READING,
    ("GET", "/v1/reports/registration-authorities"): READING,
    ("GET", "/v1/reports/departments"): READING,
    ("POST", "/v1/advice/registration"): READING,
    ("POST", "/v1/advice/name"): READING,
    ("POST", "/v1/advice/wanted"): OPERATOR,
    ("GET", "/v1/advice/permission-groups"): READING,
    ("POST", "/v1/imports"): ADMINISTRATOR,
    ("GET", "/v1/changes"): READING,
    ("GET", "/v1/answers"): READER,
    ("GET", "/v1/changes/{revision}/answers"): READER,
    ("GET", "/v1/teams/{team_id}/answers"): READING,
    ("GET", "/v1/teams/{team_id}/history"): READING,
    ("GET", "/v1/applications/{application_id}"): READING,
    ("POST", "/v1/plans"): OPERATOR,
    ("GET", "/v1/plans"): OPERATOR,
    ("GET", "/v1/plans/{plan_id}"): OPERATOR,
    ("GET", "/v1/plans/{plan_id}/diff"): OPERATOR,
    ("POST", "/v1/plans/{plan_id}/apply"): OPERATOR,
    ("DELETE", "/v1/plans/{plan_id}"): OPERATOR,
    ("POST", "/v1/records"): OPERATOR,
    ("POST", "/v1/record-decisions"): OPERATOR,
    ("POST", "/v1/records/{record_id}/confirmation"): OPERATOR,
    ("POST", "/v1/records/{record_id}/return"): OPERATOR,
    ("POST", "/v1/records/{record_id}/correction"): OPERATOR,
    ("DELETE", "/v1/records/{record_id}"): OPERATOR,
    ("GET", "/v1/records/{record_id}"): READER,
    ("GET", "/v1/teams/{team_id}/records"): READER,
    # No operation on the register is anybody's.
    **{
        (door.method, door.path): OPERATOR if spec.powers.operators else ADMINISTRATOR
        for spec in specs().values()
        for door in spec.doors
    },
}


def routes_of(routes: Any) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for route in routes:
        if hasattr(route, "methods") and route.methods:
            found |= {(m, route.path) for m in route.methods - {"HEAD", "OPTIONS"}}
        inner = getattr(route, "original_router", None)
        if inner is not None:
            found |= routes_of(inner.routes)
    return found


# A file of each folder that is served.
MOUNTED = {"/static": "swagger-ui.css", "/browser": "style.grass"}


def mounts_of(routes: Any) -> set[str]:
    return {f"{r.path}/{MOUNTED[r.path]}" for r in routes if isinstance(r, Mount)}


def test_every_route_has_a_row(app: Any) -> None:
    spec = {
        (method.upper(), path) for path, entry in app.openapi()["paths"].items() for method in entry
    }
    served = routes_of(app.routes) | {("GET", path) for path in mounts_of(app.routes)}
    assert spec <= served
    assert served == set(LEAST)


@pytest.mark.parametrize(("method", "path"), LEAST)
def test_a_role_is_let_through_or_not(
    method: str, path: str, call: Call, token_of: Callable[..., str]
) -> None:
    filled = path.replace("{team_id}", "H500112").replace("{region_code}", "50")
    filled = filled.replace("{viewer_id}", "H50").replace("{application_id}", "A-1")
    filled = filled.replace("{volunteer_no}", "V-0001").replace("{authority_id}", "RA-50")
    filled = filled.replace("{record_id}", "R-1")
    filled = filled.replace("{rule_id}", "M-5").replace("{revision}", "1")
    filled = filled.replace("{plan_id}", "P-1")
    for place, role in enumerate(ROLES):
        token = None if role == "anonymous" else token_of(role, "H50" if place == 3 else None)
        status = call(method, filled, token=token).status_code
        if place >= LEAST[method, path]:
            assert status not in (401, 403), role
        else:
            assert status == (401 if role == "anonymous" else 403), role


def test_a_bad_token_is_refused_even_for_reading(call: Call) -> None:
    assert call("GET", "/v1/rules", token="vtg_wrong").status_code == 401
    assert call("GET", "/v1/rules", headers={"Authorization": "Basic abc"}).status_code == 401


def test_persons_are_hidden_from_the_anonymous_and_masked_for_readers(
    call: Call, token_of: Callable[..., str]
) -> None:
    assert call("GET", "/v1/teams/H50").json()["persons"] == []
    masked = call("GET", "/v1/teams/H50", token=token_of("reader")).json()["persons"]
    assert {p["mobile"] for p in masked} <= {"138****8000", "139****9000", None}
    whole = call("GET", "/v1/teams/H50", token=token_of("administrator")).json()["persons"]
    assert "13800138000" in {p["mobile"] for p in whole}
