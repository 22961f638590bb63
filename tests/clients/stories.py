"""README's two stories, told by the client that openapi-python-client makes."""

from __future__ import annotations

import json
import sys
from typing import Any, TypeVar

from graph_service_client import AuthenticatedClient
from graph_service_client.api.history import list_team_changes
from graph_service_client.api.keeping import (
    decide_application,
    register_team,
    set_liaison,
    set_status,
    submit_application,
)
from graph_service_client.api.review_routes import list_team_routes
from graph_service_client.api.scope import get_scope
from graph_service_client.models import (
    ApplicationWritten,
    ChangeRowPage,
    DecideApplication,
    DecideApplicationStatus,
    PermissionGroup,
    Problem,
    RegisterTeam,
    Routes,
    Scope,
    SetLiaison,
    SetStatus,
    Status,
    SubmitApplication,
    TeamWritten,
)

Answer = TypeVar("Answer")
FLOWERS = RegisterTeam(
    team_id="T-flowers",
    name="松树桥社区便民服务站志愿服务队",
    unit_name="松树桥社区便民服务站",
    region_code="500112011001",
    liaison_id="H500112011001",
    person_in_charge_name="张三",
    person_in_charge_mobile="13800138000",
    contact_name="李四",
    contact_mobile="13900139000",
    administrator_name="王五",
    records_officer_name="赵六",
)


def got(kind: type[Answer], answer: object) -> Answer:
    assert isinstance(answer, kind), answer
    return answer


def route_of(client: AuthenticatedClient, team_id: str) -> str:
    answer = list_team_routes.sync(team_id, client=client, business="project_publication")
    [route] = got(Routes, answer).routes
    reviewer = route.final_reviewer and route.final_reviewer.id
    return " ".join(str(part) for part in (route.outcome, route.mode, reviewer) if part)


def looked(client: AuthenticatedClient) -> dict[str, Any]:
    scope = got(Scope, get_scope.sync("H500112", client=client))
    teams = scope.team_scope
    return {
        "hub": route_of(client, "H500112011001"),
        "regions": scope.regions,
        "teams": teams.total,
        "reviewed": teams.reviewed,
        "in_chain": teams.in_chain,
        "extent": scope.volunteer_scope.extent,
    }


def kept(client: AuthenticatedClient) -> dict[str, Any]:
    registered = got(TeamWritten, register_team.sync(client=client, body=FLOWERS))
    route = registered.admission_route
    assert route
    assert route.final_reviewer
    admission = SetStatus(status=Status.ACTIVE, reason="核准")
    admitted = got(TeamWritten, set_status.sync("T-flowers", client=client, body=admission))
    before = route_of(client, "T-flowers")
    wish = SubmitApplication(
        application_id="A-flowers", team_id="T-flowers", to_group=PermissionGroup.JUNIOR_PROJECT
    )
    asked = got(ApplicationWritten, submit_application.sync(client=client, body=wish))
    yes = DecideApplication(status=DecideApplicationStatus.APPROVED, reason="项目多")
    answer = decide_application.sync(asked.application_id, client=client, body=yes)
    decided = got(ApplicationWritten, answer)
    return {
        "registered": registered.status,
        "admitted_by": route.final_reviewer.id,
        "admitted": admitted.permission_group,
        "before": before,
        "decided": decided.team.permission_group,
        "after": route_of(client, "T-flowers"),
    }


def refused(client: AuthenticatedClient) -> list[str]:
    wish = SetLiaison(liaison_id="H500112")
    rules = got(Problem, set_liaison.sync("T-flowers", client=client, body=wish)).rule_ids
    assert isinstance(rules, list)
    return rules


def told(client: AuthenticatedClient) -> list[str]:
    page = got(ChangeRowPage, list_team_changes.sync("T-flowers", client=client))
    return [change.operation for change in page.items]


def main(address: str, token: str) -> None:
    client = AuthenticatedClient(base_url=address, token=token)
    answers = looked(client) | kept(client)
    answers |= {"refused": refused(client), "history": told(client)}
    sys.stdout.write(json.dumps(answers))


if __name__ == "__main__":
    main(*sys.argv[1:])
